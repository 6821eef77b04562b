package dev.paco.console.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What ElevenLabs says of a whole conversation.
 *
 * @param turns how many with words it counted
 * @param turnsHere how many of those have come; while none has, how many of the conversation's rows are no copies
 * @param evaluation JSON, indented
 * @param observedAt when it said so
 */
record CallMetadata(
        @Nullable String agentId,
        @Nullable Instant startedAt,
        @Nullable Duration duration,
        @Nullable String status,
        int turns,
        long turnsHere,
        @Nullable String summary,
        @Nullable String evaluation,
        String source,
        Instant observedAt) {

    /** Said when fewer turns are here than there were; null otherwise. */
    public @Nullable String missing() {
        return turnsHere >= turns
                ? null
                : String.format(
                        Locale.ROOT,
                        "ElevenLabs counted %,d turns with words, %,d are here. The others are on their way still, or never came.",
                        turns,
                        turnsHere);
    }

    /** The way by which it came. */
    public String way() {
        return Turn.way(source);
    }
}
