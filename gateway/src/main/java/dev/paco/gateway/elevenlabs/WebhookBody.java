package dev.paco.gateway.elevenlabs;

import dev.paco.gateway.connection.BodySink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBufferLimitException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A webhook's body as it comes: all of it goes through the signature; it is kept as long as it may be a transcript, and dropped when its type is known
 * to be another. Not thread-safe.
 */
final class WebhookBody implements BodySink {

    static final String TRANSCRIPT = "post_call_transcription";

    private static final int LARGEST_TRANSCRIPT = 16 * 1024 * 1024;
    private static final long LARGEST = 256L * 1024 * 1024;
    private static final int FIRST_LOOK = 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final WebhookSignature signature;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Optional<String> type = Optional.empty();
    private boolean dropped;
    private long size;
    private int nextLook = FIRST_LOOK;

    WebhookBody(WebhookSignature signature) {
        this.signature = signature;
    }

    @Override
    public long take(ByteBuffer bytes) {
        size += bytes.remaining();
        if (size > LARGEST) {
            throw new DataBufferLimitException("A webhook has more than " + LARGEST + " bytes");
        }
        signature.update(bytes.duplicate());
        if (!dropped) {
            keep(bytes);
        }
        return kept.size();
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.writeBytes(copy);
        if (type.isEmpty() && (kept.size() >= nextLook || kept.size() > LARGEST_TRANSCRIPT)) {
            nextLook = 2 * kept.size();
            look();
        }
        if (!dropped && kept.size() > LARGEST_TRANSCRIPT) {
            throw new DataBufferLimitException("A transcript has more than " + LARGEST_TRANSCRIPT + " bytes");
        }
    }

    private void look() {
        type = typeIn(kept.toByteArray());
        if (type.isPresent() && !type.get().equals(TRANSCRIPT)) {
            dropped = true;
            kept.reset();
        }
    }

    /** The type, when all has come; empty when it has none. */
    Optional<String> type() {
        if (type.isEmpty()) {
            look();
        }
        return type;
    }

    /** All of a transcript. */
    byte[] bytes() {
        return kept.toByteArray();
    }

    /** The field {@code type} of the object that {@code bytes} begin with, which may break off. */
    private static Optional<String> typeIn(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = parser.currentName().equals("type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
                    return Optional.of(parser.getString());
                }
                parser.skipChildren();
            }
        } catch (JacksonException brokenOff) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
