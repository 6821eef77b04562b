package dev.paco.gateway.save;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.json.JsonBody;
import dev.paco.gateway.json.JsonFields;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Makes an event of a save-message request, or says why not. Refusals in this order: the body is no JSON, fields, the
 * owner, the timestamp. Thread-safe.
 */
@Component
final class SaveMessageParser {

    static final String IDEMPOTENCY_KEY_HEADER = "Idempotency-Key";

    private static final int MAX_RESEARCH_ID = 50;
    private static final int MAX_CONTENT = 10_000;
    private static final int MAX_ID = 255;
    static final Set<String> FIELDS = Set.of(
            "research_id",
            "role",
            "content",
            "timestamp",
            "provider",
            "elevenlabs_conversation_id",
            "elevenlabs_message_id",
            "conversation_id",
            "idempotency_key");

    private final JsonBody json;
    private final Clock clock;

    SaveMessageParser(JsonBody json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Judges one request.
     *
     * @param caller of the verified token
     */
    <T> T parse(
            Caller caller,
            HttpHeaders headers,
            byte[] body,
            Function<MessageEvent, T> valid,
            Function<Problem, T> refused) {
        return json.read(
                headers,
                body,
                FIELDS,
                fields -> judge(
                        caller,
                        headers.getFirst(IDEMPOTENCY_KEY_HEADER),
                        "",
                        MessageSource.FRONTEND,
                        fields,
                        valid,
                        refused),
                refused);
    }

    /**
     * Judges one message.
     *
     * @param idempotencyHeader the request's header; null when there is none
     * @param place what tells messages apart that have the header in common
     */
    <T> T judge(
            Caller caller,
            @Nullable String idempotencyHeader,
            String place,
            MessageSource source,
            JsonFields fields,
            Function<MessageEvent, T> valid,
            Function<Problem, T> refused) {
        String researchId = fields.text("research_id", 1, MAX_RESEARCH_ID);
        Role role = fields.oneOf("role", Role::of, "user or assistant");
        String content = fields.text("content", 1, MAX_CONTENT);
        String timestamp = fields.string("timestamp");
        Provider provider = fields.oneOf("provider", Provider::of, "elevenlabs or openai", Provider.OPENAI);
        String elevenLabsConversation = fields.identifierOrInteger("elevenlabs_conversation_id", MAX_ID);
        String elevenLabsMessage = fields.identifierOrInteger("elevenlabs_message_id", MAX_ID);
        String conversation = fields.identifier("conversation_id", MAX_ID);
        String idempotencyKey = idempotencyKey(idempotencyHeader, place, fields);
        if (!fields.faults().isEmpty() || role == null || provider == null) {
            return refused.apply(Problem.ofFields(fields.faults()));
        }
        if (!researchId.equals(caller.researchId())) {
            return refused.apply(Problem.of(ProblemCode.RESEARCH_ID_MISMATCH, "Research ID mismatch"));
        }
        Optional<Instant> time = IsoTimestamp.parse(timestamp);
        if (time.isEmpty()) {
            return refused.apply(Problem.of(ProblemCode.INVALID_TIMESTAMP, "Invalid timestamp format"));
        }
        MessageIdentity message = new MessageIdentity(
                researchId,
                provider,
                elevenLabsConversation,
                elevenLabsMessage,
                conversation,
                idempotencyKey,
                role,
                time.get(),
                content);
        return valid.apply(event(message, source, caller.loginId()));
    }

    /** The header stands before the field of the same meaning. */
    private static @Nullable String idempotencyKey(@Nullable String inHeader, String place, JsonFields fields) {
        String inBody = fields.identifier("idempotency_key", MAX_ID);
        if (inHeader == null || inHeader.isEmpty()) {
            return inBody;
        }
        if (inHeader.length() > MAX_ID) {
            fields.fault(
                    IDEMPOTENCY_KEY_HEADER, "must have at most " + MAX_ID + " characters, has " + inHeader.length());
        }
        return inHeader + place;
    }

    private MessageEvent event(MessageIdentity message, MessageSource source, @Nullable UUID loginId) {
        return new MessageEvent(
                MessageKey.of(message),
                message.researchId(),
                message.role(),
                message.content(),
                message.timestamp(),
                message.provider(),
                message.elevenLabsConversationId(),
                message.elevenLabsMessageId(),
                message.conversationId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                source,
                loginId,
                null);
    }
}
