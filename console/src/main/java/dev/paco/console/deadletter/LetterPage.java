package dev.paco.console.deadletter;

import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterFilter;
import dev.paco.consumer.redrive.LetterState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the letters that a filter chooses, those that were refused last first.
 *
 * @param lines the letters
 * @param total how many the filter chooses
 * @param next what comes after these; null when nothing does
 */
record LetterPage(List<Line> lines, int total, @Nullable String next) {

    static final LetterPage EMPTY = new LetterPage(List.of(), 0, null);

    private static final Comparator<Letter> NEWEST =
            Comparator.comparing(Letter::refusedAt).thenComparing(Letter::id).reversed();

    /**
     * A letter of a list.
     *
     * @param letter without its content
     * @param state what was done with it
     * @param act the last that was done with it since it was refused; null for nothing
     */
    record Line(Letter letter, LetterState state, @Nullable Act act) {

        static Line of(Letter letter, DeadLetters letters) {
            return new Line(letter, letters.state(letter), letters.act(letter));
        }
    }

    /**
     * A page.
     *
     * @param after a {@link #next} of the page before; empty for the first
     */
    static LetterPage of(DeadLetters letters, LetterFilter filter, Optional<String> after, int size) {
        List<Letter> chosen = letters.chosenBy(filter).stream().sorted(NEWEST).toList();
        Optional<Cursor> cursor = after.flatMap(Cursor::of);
        List<Letter> rest = chosen.stream()
                .filter(letter -> cursor.isEmpty() || cursor.get().isBefore(letter))
                .limit(size + 1L)
                .toList();
        List<Letter> shown = rest.subList(0, Math.min(size, rest.size()));
        return new LetterPage(
                shown.stream().map(letter -> Line.of(letter, letters)).toList(),
                chosen.size(),
                rest.size() > size ? Cursor.of(shown.get(shown.size() - 1)) : null);
    }

    /** The place of a letter among others, whether it is still there or not. */
    private record Cursor(Instant refusedAt, LetterId id) {

        static Optional<Cursor> of(String text) {
            String[] parts = text.split("_", 2);
            return parts.length == 2 && parts[0].matches("\\d{1,15}")
                    ? LetterId.of(parts[1]).map(id -> new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), id))
                    : Optional.empty();
        }

        static String of(Letter letter) {
            return letter.refusedAt().toEpochMilli() + "_" + letter.id();
        }

        /** Records' times are milliseconds. */
        boolean isBefore(Letter letter) {
            int time = Long.compare(letter.refusedAt().toEpochMilli(), refusedAt.toEpochMilli());
            return time < 0 || (time == 0 && letter.id().compareTo(id) < 0);
        }
    }
}
