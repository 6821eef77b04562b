package dev.paco.console.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds out up to which id nothing more will come. Ids are taken from a sequence and committed later, in any order: those below one that
 * was seen are certain when every transaction of then has ended. An id can be taken just before its transaction counts as begun,
 * therefore some time must have gone by as well. Not thread-safe.
 */
final class Settling {

    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(1);

    /** A transaction that is older holds nothing up: what it brings is found when its block is checked. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Duration settle;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long settled;

    Settling(Duration settle) {
        this.settle = settle;
    }

    private record Mark(long id, long nextTransaction, Instant seenAt) {}

    /** The highest id that is certain now, given that {@code head} was seen now. */
    long upTo(Head head, Instant now) {
        Mark last = marks.peekLast();
        if (last == null || !now.isBefore(last.seenAt().plus(BETWEEN_MARKS))) {
            marks.addLast(new Mark(head.id(), head.nextTransaction(), now));
        }
        Mark first = marks.peekFirst();
        while (first != null && isCertain(first, head, now)) {
            settled = first.id();
            marks.removeFirst();
            first = marks.peekFirst();
        }
        // Ids can be fewer again, in a table that was emptied.
        settled = Math.min(settled, head.id());
        return settled;
    }

    private boolean isCertain(Mark mark, Head head, Instant now) {
        Duration age = Duration.between(mark.seenAt(), now);
        return (age.compareTo(settle) >= 0 && head.oldestRunning() >= mark.nextTransaction())
                || age.compareTo(PATIENCE) >= 0;
    }
}
