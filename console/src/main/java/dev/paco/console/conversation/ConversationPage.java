package dev.paco.console.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows at once, newest first.
 *
 * @param newer where the page before this begins; null when there is none
 * @param older where the page after this begins; null when there is none
 * @param lookedBackTo how far a search came that was not finished; null for any other
 */
record ConversationPage(
        List<ConversationLine> lines,
        @Nullable Position newer,
        @Nullable Position older,
        @Nullable Position lookedBackTo) {}
