package dev.paco.common.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message that a participant or the assistant said, on its way to one row.
 *
 * @param messageKey what makes two copies the same message, see {@link dev.paco.common.identity.MessageKey}
 * @param researchId the participant, at most 50 characters
 * @param role who said it
 * @param content what was said
 * @param timestamp when it was said, to the microsecond
 * @param provider the service it was said to
 * @param elevenLabsConversationId ElevenLabs' id of the conversation, at most 255 characters
 * @param elevenLabsMessageId ElevenLabs' id of the message, unique inside its conversation only
 * @param conversationId the client's own conversation id, used when ElevenLabs names none
 * @param receivedAt when the gateway took it, to the microsecond
 * @param source by which door it came
 * @param loginId the login that it came with, the token's {@code jti}; null when it came without one
 * @param turn its place in ElevenLabs' transcript; null when it is not from one
 */
public record MessageEvent(
        UUID messageKey,
        String researchId,
        Role role,
        String content,
        Instant timestamp,
        Provider provider,
        @Nullable String elevenLabsConversationId,
        @Nullable String elevenLabsMessageId,
        @Nullable String conversationId,
        Instant receivedAt,
        MessageSource source,
        @Nullable UUID loginId,
        @Nullable Turn turn) {

    /**
     * The conversation that orders this message: the key of its Kafka record and the column {@code conversation_id}.
     * ElevenLabs' id, else the client's, else the research id.
     */
    public String conversation() {
        if (elevenLabsConversationId != null) {
            return elevenLabsConversationId;
        }
        return conversationId != null ? conversationId : researchId;
    }

    /** Names the message without its content, which belongs in no log. */
    @Override
    public String toString() {
        return "MessageEvent[" + messageKey + "]";
    }
}
