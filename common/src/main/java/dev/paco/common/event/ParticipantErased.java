package dev.paco.common.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A participant has withdrawn: what the gateway received of them up to a time is to be dropped wherever the log is read,
 * now and later. Its value is a JSON object with {@code research_id} and {@code erased_at}.
 *
 * @param researchId the participant
 * @param erasedAt until when
 */
public record ParticipantErased(String researchId, Instant erasedAt) {

    private static final String ERASED_AT = "erased_at";
    private static final int MAX_RESEARCH_ID = 50;
    private static final JsonFactory JSON = new JsonFactory();

    /** UTF-8 JSON. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            generator.writeStringProperty(MessageEventCodec.RESEARCH_ID, researchId);
            generator.writeStringProperty(ERASED_AT, IsoTimestamp.format(erasedAt));
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} writes, and ignores further fields; empty for anything else. */
    public static Optional<ParticipantErased> decode(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        @Nullable String researchId = null;
        Optional<Instant> erasedAt = Optional.empty();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals(MessageEventCodec.RESEARCH_ID)) {
                    researchId = parser.getString();
                } else if (text && name.equals(ERASED_AT)) {
                    erasedAt = IsoTimestamp.parse(parser.getString());
                }
                parser.skipChildren();
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return researchId == null || researchId.isEmpty() || researchId.length() > MAX_RESEARCH_ID
                ? Optional.empty()
                : withTime(researchId, erasedAt);
    }

    private static Optional<ParticipantErased> withTime(String researchId, Optional<Instant> erasedAt) {
        return erasedAt.map(time -> new ParticipantErased(researchId, time));
    }
}
