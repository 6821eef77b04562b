package dev.paco.console.deadletter;

import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.LetterFilter;
import dev.paco.consumer.redrive.LetterState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The letters as they were looked at last.
 *
 * @param letters nothing before the first look is done
 * @param at when that was; null before
 * @param leftOut how many older letters are not held
 * @param trouble why they are not of now, in a sentence; null when they are
 */
public record Shelf(
        Optional<DeadLetters> letters,
        @Nullable Instant at,
        long leftOut,
        @Nullable String trouble) {

    private static final LetterFilter OPEN =
            new LetterFilter(Set.of(), Set.of(), null, null, null, null, Set.of(LetterState.OPEN));

    static final Shelf UNKNOWN = new Shelf(Optional.empty(), null, 0, null);

    Shelf but(String sentence) {
        return new Shelf(letters, at, leftOut, sentence);
    }

    /** How many open letters there are, by the code of their reason. */
    public Map<String, Integer> open() {
        Map<String, Integer> counts = new TreeMap<>();
        letters.ifPresent(all -> all.chosenBy(OPEN).forEach(letter -> counts.merge(letter.reason(), 1, Integer::sum)));
        return counts;
    }
}
