package dev.paco.common.event;

import static dev.paco.common.event.MessageEventCodec.CONTENT;
import static dev.paco.common.event.MessageEventCodec.CONVERSATION_ID;
import static dev.paco.common.event.MessageEventCodec.ELEVENLABS_CONVERSATION_ID;
import static dev.paco.common.event.MessageEventCodec.ELEVENLABS_MESSAGE_ID;
import static dev.paco.common.event.MessageEventCodec.LOGIN_ID;
import static dev.paco.common.event.MessageEventCodec.MESSAGE_KEY;
import static dev.paco.common.event.MessageEventCodec.PROVIDER;
import static dev.paco.common.event.MessageEventCodec.RECEIVED_AT;
import static dev.paco.common.event.MessageEventCodec.RESEARCH_ID;
import static dev.paco.common.event.MessageEventCodec.ROLE;
import static dev.paco.common.event.MessageEventCodec.SOURCE;
import static dev.paco.common.event.MessageEventCodec.TIMESTAMP;
import static dev.paco.common.event.MessageEventCodec.TURN;

import dev.paco.common.text.TextFault;
import dev.paco.common.text.UnicodeText;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The known text fields of an event's JSON, before they are checked. */
final class MessageEventFields {

    private static final int MAX_RESEARCH_ID = 50;
    private static final int MAX_ID = 255;
    private static final int UUID_LENGTH = 36;
    private static final int FIELDS = 12;

    private final @Nullable String[] values;
    private final @Nullable Turn turn;

    private MessageEventFields(@Nullable String[] values, @Nullable Turn turn) {
        this.values = values;
        this.turn = turn;
    }

    static MessageEventFields read(JsonFactory json, byte[] value) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFieldException(MalformedReason.NOT_JSON, "the value is not a JSON object");
            }
            @Nullable String[] values = new String[FIELDS];
            Turn turn = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (parser.currentName().equals(TURN)) {
                    turn = TurnFields.read(parser);
                } else {
                    readField(parser, values);
                }
            }
            if (parser.nextToken() != null) {
                throw new MalformedFieldException(MalformedReason.NOT_JSON, "the value goes on after the JSON object");
            }
            return new MessageEventFields(values, turn);
        } catch (JacksonException e) {
            throw new MalformedFieldException(MalformedReason.NOT_JSON, "the value is not well-formed JSON in UTF-8");
        }
    }

    private static void readField(JsonParser parser, @Nullable String[] values) {
        String name = parser.currentName();
        int place = place(name);
        JsonToken token = parser.nextToken();
        if (place < 0 || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
        } else if (token != JsonToken.VALUE_STRING) {
            throw new MalformedFieldException(MalformedReason.INVALID_FIELD, name + " is not a string");
        } else if (values[place] != null) {
            throw new MalformedFieldException(MalformedReason.INVALID_FIELD, name + " appears twice");
        } else {
            values[place] = parser.getString();
        }
    }

    /** Where a field's value is kept; negative for one that is not known. */
    private static int place(String name) {
        return switch (name) {
            case MESSAGE_KEY -> 0;
            case RESEARCH_ID -> 1;
            case ROLE -> 2;
            case CONTENT -> 3;
            case TIMESTAMP -> 4;
            case PROVIDER -> 5;
            case ELEVENLABS_CONVERSATION_ID -> 6;
            case ELEVENLABS_MESSAGE_ID -> 7;
            case CONVERSATION_ID -> 8;
            case RECEIVED_AT -> 9;
            case SOURCE -> 10;
            case LOGIN_ID -> 11;
            default -> -1;
        };
    }

    MessageEvent toEvent() {
        return new MessageEvent(
                parsed(MESSAGE_KEY, MessageEventFields::uuid),
                id(RESEARCH_ID, required(RESEARCH_ID), MAX_RESEARCH_ID),
                parsed(ROLE, Role::of),
                text(CONTENT, required(CONTENT)),
                parsed(TIMESTAMP, IsoTimestamp::parse),
                parsed(PROVIDER, Provider::of),
                optionalId(ELEVENLABS_CONVERSATION_ID),
                optionalId(ELEVENLABS_MESSAGE_ID),
                optionalId(CONVERSATION_ID),
                parsed(RECEIVED_AT, IsoTimestamp::parse),
                parsed(SOURCE, MessageSource::of),
                values[place(LOGIN_ID)] != null ? parsed(LOGIN_ID, MessageEventFields::uuid) : null,
                turn);
    }

    private <T> T parsed(String name, Function<String, Optional<T>> parser) {
        return parser.apply(required(name))
                .orElseThrow(() -> new MalformedFieldException(
                        MalformedReason.INVALID_FIELD, name + " is none of the values that it may have"));
    }

    private String required(String name) {
        String value = values[place(name)];
        if (value == null || value.isEmpty()) {
            throw new MalformedFieldException(MalformedReason.MISSING_FIELD, name + " is missing or empty");
        }
        return value;
    }

    private @Nullable String optionalId(String name) {
        String value = values[place(name)];
        return value == null || value.isEmpty() ? null : id(name, value, MAX_ID);
    }

    private static String id(String name, String value, int maxLength) {
        if (UnicodeText.length(value) > maxLength) {
            throw new MalformedFieldException(
                    MalformedReason.ID_TOO_LONG, name + " is longer than " + maxLength + " characters");
        }
        return text(name, value);
    }

    static String text(String name, String value) {
        Optional<TextFault> fault = UnicodeText.faultOf(value);
        if (fault.isPresent()) {
            throw new MalformedFieldException(
                    fault.get() == TextFault.NUL_CHARACTER
                            ? MalformedReason.NUL_CHARACTER
                            : MalformedReason.INVALID_FIELD,
                    name + " " + fault.get().message());
        }
        return value;
    }

    static Optional<UUID> uuid(String text) {
        return isCanonicalUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** {@link UUID#fromString} takes shorter parts, signs and the digits of other scripts, too. */
    private static boolean isCanonicalUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
