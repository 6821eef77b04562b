package dev.paco.console.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation among those with the most messages.
 *
 * @param id of its summary
 * @param started null when none of its messages has a time
 */
record LongConversation(
        long id,
        String researchId,
        String conversationId,
        long messages,
        @Nullable Instant started,
        @Nullable Instant ended) {}
