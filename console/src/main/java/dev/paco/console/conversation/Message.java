package dev.paco.console.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code paco_conversations}.
 *
 * @param at when it was said; null in rows of the old backend that do not tell
 * @param matches whether it has the words that are searched for
 */
record Message(
        int id,
        @Nullable Instant at,
        String role,
        String content,
        @Nullable String provider,
        @Nullable String source,
        @Nullable String elevenLabsId,
        @Nullable String model,
        @Nullable String audioUrl,
        @Nullable Instant receivedAt,
        @Nullable String reconciliation,
        boolean matches) {

    Position position() {
        return new Position(at, id);
    }
}
