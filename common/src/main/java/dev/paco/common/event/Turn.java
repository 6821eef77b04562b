package dev.paco.common.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message's place in the transcript that ElevenLabs keeps of a conversation. A transcript is complete, so it tells how often a
 * text was said; that is what decides which of the copies that came by other ways are the same utterance.
 *
 * @param index of the turn in the transcript, from 0
 * @param occurrence which of the turns with this role and text it is, from 1
 * @param occurrences how many turns of the transcript have this role and text
 * @param originalMessage what an answer was to say that was interrupted; null when it was not
 * @param others the message keys of those of them that have ElevenLabs' message id, but this one: rows with these keys are not this turn's
 */
public record Turn(
        int index,
        int occurrence,
        int occurrences,
        @Nullable String originalMessage,
        List<UUID> others) {

    public Turn {
        others = List.copyOf(others);
    }

    /** Names the turn without what was said, which belongs in no log. */
    @Override
    public String toString() {
        return "Turn[" + index + "]";
    }
}
