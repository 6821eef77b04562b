package dev.paco.console.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Something of the page that changes.
 *
 * @param text for people
 * @param label for a chart's axis; null for others
 * @param tone the classes that it is shown with
 */
record Cell(String text, @Nullable String label, String tone) {

    private static final String NUMBER = "number";
    private static final String UNKNOWN = "–";
    private static final double FEW = 10;

    static Cell text(String text) {
        return new Cell(text, null, "");
    }

    static Cell text(String text, String tone) {
        return new Cell(text, null, tone);
    }

    static Cell count(long count) {
        return new Cell(String.format(Locale.ROOT, "%,d", count), null, NUMBER);
    }

    static Cell rate(OptionalDouble rate) {
        return rate.isPresent() ? rate(rate.getAsDouble()) : unknown();
    }

    static Cell rate(double rate) {
        return new Cell(
                rate > 0 && rate < FEW
                        ? String.format(Locale.ROOT, "%.1f", rate)
                        : String.format(Locale.ROOT, "%,.0f", rate),
                null,
                NUMBER);
    }

    /** Seconds, to the millisecond when they are few. */
    static Cell seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? length(Duration.ofMillis(Math.round(seconds.getAsDouble() * 1000))) : unknown();
    }

    static Cell length(Duration length) {
        return new Cell(
                length.toMillis() < 1000
                        ? length.toMillis() + " ms"
                        : String.format(Locale.ROOT, "%,.1f s", length.toMillis() / 1000.0),
                null,
                NUMBER);
    }

    static Cell unknown() {
        return new Cell(UNKNOWN, null, NUMBER);
    }

    /** A number of a chart's table; empty where nobody knows. */
    static Cell plotted(OptionalDouble value) {
        return new Cell(
                value.isPresent()
                        ? String.format(Locale.ROOT, "%.3f", value.getAsDouble())
                                .replaceFirst("\\.?0+$", "")
                        : "",
                null,
                NUMBER);
    }
}
