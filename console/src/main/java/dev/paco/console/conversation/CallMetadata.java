package dev.paco.console.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ElevenLabs says of a whole conversation.
 *
 * @param evaluation JSON, indented
 * @param observedAt when it said so
 */
record CallMetadata(
        @Nullable String agentId,
        @Nullable Instant startedAt,
        @Nullable Duration duration,
        @Nullable String status,
        int turns,
        @Nullable String summary,
        @Nullable String evaluation,
        String source,
        Instant observedAt) {

    /** The way by which it came. */
    public String way() {
        return Turn.way(source);
    }
}
