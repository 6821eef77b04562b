package dev.paco.console.conversation;

import java.time.Instant;
import java.util.List;

/**
 * A conversation in the list.
 *
 * @param id stays the same for as long as there are messages
 */
record ConversationLine(
        long id,
        String researchId,
        String conversationId,
        List<String> providers,
        int messages,
        Instant firstAt,
        Instant lastAt) {

    Position position() {
        return new Position(lastAt, id);
    }
}
