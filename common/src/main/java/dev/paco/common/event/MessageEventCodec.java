package dev.paco.common.event;

import dev.paco.common.event.DecodeResult.Decoded;
import dev.paco.common.event.DecodeResult.Malformed;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The one place where a message event becomes bytes and bytes become a message event. Thread-safe.
 *
 * <p>The value is a JSON object with the fields of the save-message request and {@code message_key},
 * {@code received_at} and {@code source}, and where there are any {@code login_id} and {@code turn}; absent optional fields
 * are left out. Unknown fields are ignored.
 */
public final class MessageEventCodec {

    static final String MESSAGE_KEY = "message_key";
    static final String RESEARCH_ID = "research_id";
    static final String ROLE = "role";
    static final String CONTENT = "content";
    static final String TIMESTAMP = "timestamp";
    static final String PROVIDER = "provider";
    static final String ELEVENLABS_CONVERSATION_ID = "elevenlabs_conversation_id";
    static final String ELEVENLABS_MESSAGE_ID = "elevenlabs_message_id";
    static final String CONVERSATION_ID = "conversation_id";
    static final String RECEIVED_AT = "received_at";
    static final String SOURCE = "source";
    static final String LOGIN_ID = "login_id";
    static final String TURN = "turn";
    static final String INDEX = "index";
    static final String OCCURRENCE = "occurrence";
    static final String OCCURRENCES = "occurrences";
    static final String ORIGINAL_MESSAGE = "original_message";
    static final String OTHERS = "others";

    private static final int OVERHEAD = 512;

    private final JsonFactory json = new JsonFactory();

    /** The bytes of {@code event}: UTF-8 JSON. */
    public byte[] encode(MessageEvent event) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(OVERHEAD + event.content().length());
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            generator.writeStringProperty(MESSAGE_KEY, event.messageKey().toString());
            generator.writeStringProperty(RESEARCH_ID, event.researchId());
            generator.writeStringProperty(ROLE, event.role().wireName());
            generator.writeStringProperty(CONTENT, event.content());
            generator.writeStringProperty(TIMESTAMP, IsoTimestamp.format(event.timestamp()));
            generator.writeStringProperty(PROVIDER, event.provider().wireName());
            writeIfPresent(generator, ELEVENLABS_CONVERSATION_ID, event.elevenLabsConversationId());
            writeIfPresent(generator, ELEVENLABS_MESSAGE_ID, event.elevenLabsMessageId());
            writeIfPresent(generator, CONVERSATION_ID, event.conversationId());
            generator.writeStringProperty(RECEIVED_AT, IsoTimestamp.format(event.receivedAt()));
            generator.writeStringProperty(SOURCE, event.source().wireName());
            if (event.loginId() != null) {
                generator.writeStringProperty(LOGIN_ID, event.loginId().toString());
            }
            if (event.turn() != null) {
                write(generator, event.turn());
            }
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * The event that {@code value} holds, or why it can never be one.
     *
     * @param value the record's value; null for a tombstone, which is malformed
     * @param type the record's {@link EventHeaders#TYPE}; without one the value alone decides
     */
    public DecodeResult decode(byte @Nullable [] value, @Nullable String type) {
        if (type != null && !type.equals(EventHeaders.MESSAGE_SUBMITTED_V1)) {
            return new Malformed(
                    MalformedReason.UNSUPPORTED_VERSION,
                    "ce_type is not " + EventHeaders.MESSAGE_SUBMITTED_V1 + ", the one that this version reads");
        }
        if (value == null) {
            return new Malformed(MalformedReason.NOT_JSON, "the record has no value");
        }
        try {
            return new Decoded(MessageEventFields.read(json, value).toEvent());
        } catch (MalformedFieldException malformed) {
            return new Malformed(malformed.reason(), malformed.detail());
        }
    }

    private static void write(JsonGenerator generator, Turn turn) {
        generator.writeObjectPropertyStart(TURN);
        generator.writeNumberProperty(INDEX, turn.index());
        generator.writeNumberProperty(OCCURRENCE, turn.occurrence());
        generator.writeNumberProperty(OCCURRENCES, turn.occurrences());
        writeIfPresent(generator, ORIGINAL_MESSAGE, turn.originalMessage());
        if (!turn.others().isEmpty()) {
            generator.writeArrayPropertyStart(OTHERS);
            turn.others().forEach(key -> generator.writeString(key.toString()));
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator generator, String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
    }
}
