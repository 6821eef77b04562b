package dev.paco.console.conversation;

import dev.paco.console.filter.MessageFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns over the list of conversations, newest first. Words are first looked for in the newest conversations, which finds common ones at
 * once; then in the index, which finds rare ones at once; and words that are in neither few messages nor the newest conversations, as far
 * back as one page may take: its user is told, and may look further.
 */
@Component
class ConversationSearch {

    static final int PAGE = 50;

    private static final int NEAR = 500;
    private static final int FAR = 5_000;
    private static final int MOST_INDEXED = 20_000;

    private final ConversationStore store;

    ConversationSearch(ConversationStore store) {
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param lines one more than a page has, when there are more
     * @param lookedTo how far, when not to the end
     */
    private record Found(
            List<ConversationLine> lines, @Nullable Position lookedTo) {

        boolean isMoreThanAPage() {
            return lines.size() > PAGE;
        }
    }

    /**
     * A page of the list.
     *
     * @param words as {@link ConversationStore#words} has them; null for any
     * @param from where the page begins; null for the beginning of the list
     */
    Mono<ConversationPage> page(
            MessageFilter filter, @Nullable String words, @Nullable Position from, Direction direction) {
        Mono<Found> found = words == null
                ? store.next(filter, from, direction, PAGE + 1).map(lines -> new Found(lines, null))
                : search(filter, words, from, direction);
        return found.flatMap(
                result -> direction == Direction.NEWER && !result.isMoreThanAPage() && result.lookedTo() == null
                        // The beginning of the list, as a whole page.
                        ? page(filter, words, null, Direction.OLDER)
                        : Mono.just(page(result, from, direction)));
    }

    private static ConversationPage page(Found found, @Nullable Position from, Direction direction) {
        List<ConversationLine> lines = new ArrayList<>(
                found.lines().subList(0, Math.min(PAGE, found.lines().size())));
        Position next = found.isMoreThanAPage() ? lines.get(PAGE - 1).position() : found.lookedTo();
        if (direction == Direction.OLDER) {
            return new ConversationPage(lines, from == null ? null : first(lines, from), next, found.lookedTo());
        }
        Collections.reverse(lines);
        Position last = lines.isEmpty() ? from : lines.get(lines.size() - 1).position();
        return new ConversationPage(lines, next, last, found.lookedTo());
    }

    private static Position first(List<ConversationLine> lines, Position from) {
        return lines.isEmpty() ? from : lines.get(0).position();
    }

    private Mono<Found> search(MessageFilter filter, String words, @Nullable Position from, Direction direction) {
        return walk(filter, words, from, direction, NEAR)
                .flatMap(near -> near.lookedTo() == null
                        ? Mono.just(near)
                        : store.indexed(filter, words, from, direction, MOST_INDEXED + 1, PAGE + 1)
                                .flatMap(hits -> hits.messages() <= MOST_INDEXED
                                        ? Mono.just(new Found(hits.lines(), null))
                                        : walk(filter, words, from, direction, FAR)));
    }

    private Mono<Found> walk(
            MessageFilter filter, String words, @Nullable Position from, Direction direction, int window) {
        return store.walk(filter, words, from, direction, window, PAGE + 1)
                .flatMap(lines -> lines.size() > PAGE
                        ? Mono.just(new Found(lines, null))
                        : store.window(filter, from, direction, window)
                                .map(looked -> new Found(lines, looked.size() < window ? null : looked.last()))
                                .defaultIfEmpty(new Found(lines, null)));
    }
}
