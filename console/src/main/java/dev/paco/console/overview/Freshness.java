package dev.paco.console.overview;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How new the numbers are.
 *
 * @param updatedAt when messages were last summed up; null when they never were
 * @param behind how many messages, about, are not counted yet
 */
record Freshness(@Nullable Instant updatedAt, long behind) {

    private static final Duration OLD = Duration.ofMinutes(2);

    /** Whether messages are not summed up as they come. */
    boolean isStale(Instant now) {
        return updatedAt == null || updatedAt.isBefore(now.minus(OLD));
    }
}
