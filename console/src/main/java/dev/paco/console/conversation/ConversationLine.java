package dev.paco.console.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list.
 *
 * @param id stays the same for as long as there are messages
 * @param firstAt null when none of its messages has a time
 */
record ConversationLine(
        long id,
        String researchId,
        String conversationId,
        List<String> providers,
        int messages,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    Position position() {
        return new Position(lastAt == null ? Position.WITHOUT_TIME : lastAt, id);
    }
}
