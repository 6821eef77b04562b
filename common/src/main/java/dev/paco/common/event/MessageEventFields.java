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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> KNOWN = Set.of(
            MESSAGE_KEY,
            RESEARCH_ID,
            ROLE,
            CONTENT,
            TIMESTAMP,
            PROVIDER,
            ELEVENLABS_CONVERSATION_ID,
            ELEVENLABS_MESSAGE_ID,
            CONVERSATION_ID,
            RECEIVED_AT,
            SOURCE,
            LOGIN_ID);

    private final Map<String, String> values;
    private final @Nullable Turn turn;

    private MessageEventFields(Map<String, String> values, @Nullable Turn turn) {
        this.values = values;
        this.turn = turn;
    }

    static MessageEventFields read(JsonFactory json, byte[] value) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFieldException(MalformedReason.NOT_JSON, "the value is not a JSON object");
            }
            Map<String, String> values = new HashMap<>();
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

    private static void readField(JsonParser parser, Map<String, String> values) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (!KNOWN.contains(name) || token == JsonToken.VALUE_NULL) {
            parser.skipChildren();
        } else if (token != JsonToken.VALUE_STRING) {
            throw new MalformedFieldException(MalformedReason.INVALID_FIELD, name + " is not a string");
        } else if (values.put(name, parser.getString()) != null) {
            throw new MalformedFieldException(MalformedReason.INVALID_FIELD, name + " appears twice");
        }
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
                values.containsKey(LOGIN_ID) ? parsed(LOGIN_ID, MessageEventFields::uuid) : null,
                turn);
    }

    private <T> T parsed(String name, Function<String, Optional<T>> parser) {
        return parser.apply(required(name))
                .orElseThrow(() -> new MalformedFieldException(
                        MalformedReason.INVALID_FIELD, name + " is none of the values that it may have"));
    }

    private String required(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedFieldException(MalformedReason.MISSING_FIELD, name + " is missing or empty");
        }
        return value;
    }

    private @Nullable String optionalId(String name) {
        String value = values.get(name);
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
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
