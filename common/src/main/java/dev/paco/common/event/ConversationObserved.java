package dev.paco.common.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ElevenLabs says of a whole conversation, which of all its messages none says. Later observations of a conversation stand
 * before earlier ones, by {@link #observedAt}, in whichever order they come.
 *
 * @param researchId the participant, at most 50 characters
 * @param conversationId ElevenLabs' id of the conversation, at most 255 characters
 * @param agentId ElevenLabs' id of the agent
 * @param startedAt when the conversation began
 * @param durationSeconds how long it was
 * @param status ElevenLabs' {@code status}, {@code done} for one that is complete
 * @param turns how many turns with text its transcript has
 * @param summary ElevenLabs' summary of the transcript
 * @param evaluation ElevenLabs' {@code analysis} without the summary, a JSON object
 * @param observedAt when ElevenLabs said so: the webhook's {@code event_timestamp}, or when the conversation was fetched
 * @param receivedAt when the gateway took it
 * @param source by which door it came
 */
public record ConversationObserved(
        String researchId,
        String conversationId,
        @Nullable String agentId,
        @Nullable Instant startedAt,
        @Nullable Integer durationSeconds,
        @Nullable String status,
        int turns,
        @Nullable String summary,
        @Nullable String evaluation,
        Instant observedAt,
        Instant receivedAt,
        MessageSource source) {

    /** Names the conversation without what was said in it, which belongs in no log. */
    @Override
    public String toString() {
        return "ConversationObserved[" + conversationId + "]";
    }
}
