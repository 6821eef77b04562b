package dev.paco.common.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of a record on {@code paco.confirmations}: a JSON array of the confirmations of one batch. Thread-safe.
 *
 * <p>A confirmation only spares a client some waiting, so one that cannot be read is left out, never an error.
 */
public final class ConfirmationCodec {

    private static final String EVENT_ID = "event_id";
    private static final String OUTCOME = "outcome";
    private static final String MESSAGE_ID = "message_id";
    private static final String TIMESTAMP = "timestamp";
    private static final int BYTES_EACH = 160;

    private final JsonFactory json = new JsonFactory();

    /** The bytes of {@code confirmations}: UTF-8 JSON. */
    public byte[] encode(List<Confirmation> confirmations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_EACH * confirmations.size());
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartArray();
            confirmations.forEach(confirmation -> write(generator, confirmation));
            generator.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** The confirmations that {@code value} holds; those that cannot be read are missing. */
    public List<Confirmation> decode(byte @Nullable [] value) {
        List<Confirmation> confirmations = new ArrayList<>();
        if (value == null) {
            return confirmations;
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    read(parser).ifPresent(confirmations::add);
                }
            }
        } catch (JacksonException unreadable) {
            return confirmations;
        }
        return confirmations;
    }

    private static void write(JsonGenerator generator, Confirmation confirmation) {
        generator.writeStartObject();
        generator.writeStringProperty(EVENT_ID, confirmation.eventId().toString());
        generator.writeStringProperty(OUTCOME, confirmation.outcome().wireName());
        if (confirmation.messageId() != null) {
            generator.writeNumberProperty(MESSAGE_ID, confirmation.messageId());
        }
        if (confirmation.timestamp() != null) {
            generator.writeStringProperty(TIMESTAMP, IsoTimestamp.format(confirmation.timestamp()));
        }
        generator.writeEndObject();
    }

    private static Optional<Confirmation> read(JsonParser parser) {
        UUID eventId = null;
        Outcome outcome = null;
        Long messageId = null;
        Instant timestamp = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(EVENT_ID) && token == JsonToken.VALUE_STRING) {
                eventId = uuid(parser.getString());
            } else if (name.equals(OUTCOME) && token == JsonToken.VALUE_STRING) {
                outcome = Outcome.of(parser.getString()).orElse(null);
            } else if (name.equals(MESSAGE_ID) && token == JsonToken.VALUE_NUMBER_INT) {
                messageId = parser.getLongValue();
            } else if (name.equals(TIMESTAMP) && token == JsonToken.VALUE_STRING) {
                timestamp = IsoTimestamp.parse(parser.getString()).orElse(null);
            } else {
                parser.skipChildren();
            }
        }
        return eventId == null || outcome == null
                ? Optional.empty()
                : Optional.of(new Confirmation(eventId, outcome, messageId, timestamp));
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
