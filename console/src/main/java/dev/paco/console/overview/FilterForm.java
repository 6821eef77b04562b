package dev.paco.console.overview;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to filter by.
 *
 * @param from a day, or empty for no bound
 * @param to a day, or empty for no bound
 * @param provider or empty for every one
 */
record FilterForm(String from, String to, String provider) {

    private static final int DEFAULT_DAYS = 30;
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9_.-]{0,20}");

    /** The last thirty days, unless bounds were given, empty ones included. */
    static FilterForm of(@Nullable String from, @Nullable String to, @Nullable String provider, LocalDate today) {
        String chosen = provider == null ? "" : provider.strip();
        return from == null && to == null
                ? new FilterForm(today.minusDays(DEFAULT_DAYS - 1L).toString(), today.toString(), chosen)
                : new FilterForm(from == null ? "" : from.strip(), to == null ? "" : to.strip(), chosen);
    }

    /** What is wrong, in sentences; nothing when {@link #filter} can be used. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        check("From", from, faults);
        check("To", to, faults);
        if (faults.isEmpty() && isBackwards()) {
            faults.add("From, " + from + ", is after to, " + to + ".");
        }
        if (!PROVIDER.matcher(provider).matches()) {
            faults.add("Provider is no name of a provider.");
        }
        return faults;
    }

    /** The filter; only without faults. */
    Filter filter() {
        return new Filter(day(from).orElse(null), day(to).orElse(null), provider.isEmpty() ? null : provider);
    }

    private boolean isBackwards() {
        return day(from).flatMap(first -> day(to).filter(first::isAfter)).isPresent();
    }

    private static void check(String name, String text, List<String> faults) {
        if (!text.isEmpty() && day(text).isEmpty()) {
            faults.add(name + ", " + text + ", is no day from " + Filter.EARLIEST + " to " + Filter.LATEST
                    + " in the form 2026-11-24.");
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> !day.isBefore(Filter.EARLIEST) && !day.isAfter(Filter.LATEST));
        } catch (DateTimeParseException no) {
            return Optional.empty();
        }
    }
}
