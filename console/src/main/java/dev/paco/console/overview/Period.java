package dev.paco.console.overview;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** What days are gathered to in a chart, so that it does not have too many of them; shortest first. */
enum Period {
    DAY("day", ChronoUnit.DAYS),
    WEEK("week", ChronoUnit.WEEKS),
    MONTH("month", ChronoUnit.MONTHS),
    YEAR("year", ChronoUnit.YEARS),
    CENTURY("century", ChronoUnit.CENTURIES);

    private static final int YEARS_OF_CENTURY = 100;

    private final String label;
    private final ChronoUnit unit;

    Period(String label, ChronoUnit unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    /** The first day of the one that {@code day} is in, as date_trunc has it: weeks begin on Mondays, centuries with the year 1. */
    LocalDate startOf(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case CENTURY -> LocalDate.of(day.getYear() - (day.getYear() - 1) % YEARS_OF_CENTURY, 1, 1);
        };
    }

    LocalDate after(LocalDate start) {
        return start.plus(1, unit);
    }

    /** How many there are from the one of a day to that of a later one. */
    long count(LocalDate first, LocalDate last) {
        return unit.between(startOf(first), startOf(last)) + 1;
    }

    /** The start of that of a message, in SQL. */
    String sql() {
        return this == DAY
                ? "(\"timestamp\" AT TIME ZONE 'UTC')::date"
                : "date_trunc('" + label + "', \"timestamp\" AT TIME ZONE 'UTC')::date";
    }
}
