package dev.paco.common.identity;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that may tell one message from another.
 *
 * @param researchId the participant that owns the message; from a verified token, never from the client alone
 * @param provider the service
 * @param elevenLabsConversationId ElevenLabs' conversation id, if any
 * @param elevenLabsMessageId ElevenLabs' message id, if any
 * @param conversationId the client's own conversation id, if any
 * @param idempotencyKey the client's {@code Idempotency-Key}, if any
 * @param role who said it
 * @param timestamp when; only its microseconds count
 * @param content what
 */
public record MessageIdentity(
        String researchId,
        Provider provider,
        @Nullable String elevenLabsConversationId,
        @Nullable String elevenLabsMessageId,
        @Nullable String conversationId,
        @Nullable String idempotencyKey,
        Role role,
        Instant timestamp,
        String content) {

    /** The conversation that was named, ElevenLabs' id before the client's; null when neither was. */
    @Nullable
    String namedConversation() {
        return elevenLabsConversationId != null ? elevenLabsConversationId : conversationId;
    }
}
