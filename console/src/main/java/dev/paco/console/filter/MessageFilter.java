package dev.paco.console.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are asked for; null is no condition.
 *
 * @param participant research id
 * @param conversation value of the column {@code conversation_id}
 * @param from first moment that counts
 * @param to first moment that does not
 */
public record MessageFilter(
        @Nullable String participant,
        @Nullable String conversation,
        @Nullable String provider,
        @Nullable Instant from,
        @Nullable Instant to) {}
