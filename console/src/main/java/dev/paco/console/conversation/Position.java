package dev.paco.console.conversation;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ends: the time and the id of a row. In a link it is a word that means nothing to people.
 *
 * @param at microseconds count; null for the rows without a time, which come last
 */
record Position(@Nullable Instant at, long id) {

    /** Where the summaries have conversations without a time. */
    static final Instant WITHOUT_TIME = Instant.EPOCH;

    private static final String SEPARATOR = ":";
    private static final long MICROSECONDS = 1_000_000;

    /** The time for people; null without one. */
    public @Nullable Instant time() {
        return WITHOUT_TIME.equals(at) ? null : at;
    }

    /** The word of a link. */
    String word() {
        String text = (at == null ? "" : microseconds(at)) + SEPARATOR + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Not by the library, which counts nanoseconds, of which there are too many before 1678 and after 2262. */
    private static long microseconds(Instant at) {
        return at.getEpochSecond() * MICROSECONDS
                + at.getNano() / ChronoUnit.MICROS.getDuration().toNanos();
    }

    /** What {@link #word} stands for; empty when it stands for nothing. */
    static Optional<Position> of(String word) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(word), StandardCharsets.US_ASCII).split(SEPARATOR, 2);
            return parts.length < 2
                    ? Optional.empty()
                    : Optional.of(new Position(time(parts[0]), Long.parseLong(parts[1])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant time(String microseconds) {
        if (microseconds.isEmpty()) {
            return null;
        }
        long count = Long.parseLong(microseconds);
        return Instant.ofEpochSecond(
                Math.floorDiv(count, MICROSECONDS),
                Math.floorMod(count, MICROSECONDS)
                        * ChronoUnit.MICROS.getDuration().toNanos());
    }
}
