package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes bytes of observations of conversations, and observations of bytes. Thread-safe. */
public final class ConversationObservedCodec {

    private static final String CONVERSATION_ID = MessageEventCodec.ELEVENLABS_CONVERSATION_ID;
    private static final String AGENT_ID = "agent_id";
    private static final String STARTED_AT = "started_at";
    private static final String DURATION = "duration_seconds";
    private static final String STATUS = "status";
    private static final String TURNS = "turns";
    private static final String SUMMARY = "summary";
    private static final String EVALUATION = "evaluation";
    private static final String OBSERVED_AT = "observed_at";
    private static final int MAX_RESEARCH_ID = 50;
    private static final int MAX_ID = 255;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final JsonFactory json = new JsonFactory();

    /** The bytes of {@code observed}: UTF-8 JSON. */
    public byte[] encode(ConversationObserved observed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            generator.writeStringProperty(MessageEventCodec.RESEARCH_ID, observed.researchId());
            generator.writeStringProperty(CONVERSATION_ID, observed.conversationId());
            writeIfPresent(generator, AGENT_ID, observed.agentId());
            writeIfPresent(
                    generator,
                    STARTED_AT,
                    observed.startedAt() == null ? null : IsoTimestamp.format(observed.startedAt()));
            if (observed.durationSeconds() != null) {
                generator.writeNumberProperty(DURATION, observed.durationSeconds());
            }
            writeIfPresent(generator, STATUS, observed.status());
            generator.writeNumberProperty(TURNS, observed.turns());
            writeIfPresent(generator, SUMMARY, observed.summary());
            if (observed.evaluation() != null) {
                generator.writeName(EVALUATION);
                generator.writeRawValue(observed.evaluation());
            }
            generator.writeStringProperty(OBSERVED_AT, IsoTimestamp.format(observed.observedAt()));
            generator.writeStringProperty(MessageEventCodec.RECEIVED_AT, IsoTimestamp.format(observed.receivedAt()));
            generator.writeStringProperty(
                    MessageEventCodec.SOURCE, observed.source().wireName());
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} writes, and ignores further fields; empty for anything that is no such observation. */
    public Optional<ConversationObserved> decode(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    fields.put(name, object(parser));
                } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                    fields.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return observed(fields);
    }

    private String object(JsonParser parser) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString(UTF_8);
    }

    private static Optional<ConversationObserved> observed(Map<String, String> fields) {
        String researchId = fields.getOrDefault(MessageEventCodec.RESEARCH_ID, "");
        String conversationId = fields.getOrDefault(CONVERSATION_ID, "");
        Optional<Instant> observedAt = time(fields, OBSERVED_AT);
        Optional<Instant> receivedAt = time(fields, MessageEventCodec.RECEIVED_AT);
        Optional<MessageSource> source = MessageSource.of(fields.getOrDefault(MessageEventCodec.SOURCE, ""));
        Optional<Integer> turns = count(fields, TURNS);
        if (!isId(researchId, MAX_RESEARCH_ID)
                || !isId(conversationId, MAX_ID)
                || observedAt.isEmpty()
                || receivedAt.isEmpty()
                || source.isEmpty()
                || turns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConversationObserved(
                researchId,
                conversationId,
                fields.get(AGENT_ID),
                time(fields, STARTED_AT).orElse(null),
                count(fields, DURATION).orElse(null),
                fields.get(STATUS),
                turns.get(),
                fields.get(SUMMARY),
                fields.get(EVALUATION),
                observedAt.get(),
                receivedAt.get(),
                source.get()));
    }

    private static boolean isId(String id, int maxLength) {
        return !id.isEmpty() && id.length() <= maxLength;
    }

    private static Optional<Instant> time(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).flatMap(IsoTimestamp::parse);
    }

    private static Optional<Integer> count(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(text -> COUNT.matcher(text).matches())
                .map(Integer::valueOf);
    }

    private static void writeIfPresent(JsonGenerator generator, String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
    }
}
