package dev.paco.console.overview;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The periods that a chart has: few enough to be looked at, whatever times messages claim.
 *
 * @param starts of them, earliest first
 * @param whole whether all periods from the first to the last are there, and not only those with messages
 */
record Axis(Period period, List<LocalDate> starts, boolean whole) {

    private static final int MOST = 400;

    static final Axis EMPTY = new Axis(Period.DAY, List.of(), true);

    /**
     * The shortest periods of which there are not too many: days, weeks or months from the first day to the last, or else only
     * those that have messages.
     *
     * @param days with messages
     */
    static Axis of(LocalDate first, LocalDate last, Collection<LocalDate> days) {
        return Stream.concat(
                        Stream.of(Period.DAY, Period.WEEK, Period.MONTH)
                                .filter(period -> period.count(first, last) <= MOST)
                                .map(period -> whole(period, first, last)),
                        Arrays.stream(Period.values())
                                .map(period -> ofMessages(period, days))
                                .filter(axis -> axis.starts().size() <= MOST))
                .findFirst()
                .orElseThrow();
    }

    private static Axis whole(Period period, LocalDate first, LocalDate last) {
        List<LocalDate> starts = Stream.iterate(period.startOf(first), period::after)
                .limit(period.count(first, last))
                .toList();
        return new Axis(period, starts, true);
    }

    private static Axis ofMessages(Period period, Collection<LocalDate> days) {
        List<LocalDate> starts =
                days.stream().map(period::startOf).distinct().sorted().toList();
        return new Axis(period, starts, false);
    }

    /** What must be known to read it. */
    String note() {
        String periods = period == Period.DAY ? "Days of UTC." : "Each " + period.label() + " by its first day, UTC.";
        return whole
                ? periods
                : periods + " Those without messages are left out: there are too many between the first and the last.";
    }
}
