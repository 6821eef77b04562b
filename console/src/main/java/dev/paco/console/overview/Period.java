package dev.paco.console.overview;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** What days are gathered to in a chart, so that it does not have too many of them. */
enum Period {
    DAY("day", 400, ChronoUnit.DAYS),
    WEEK("week", 2000, ChronoUnit.WEEKS),
    MONTH("month", Integer.MAX_VALUE, ChronoUnit.MONTHS);

    private final String label;
    private final int mostDays;
    private final ChronoUnit unit;

    Period(String label, int mostDays, ChronoUnit unit) {
        this.label = label;
        this.mostDays = mostDays;
        this.unit = unit;
    }

    /** The shortest for a chart of so many days. */
    static Period forDays(long days) {
        return days <= DAY.mostDays ? DAY : days <= WEEK.mostDays ? WEEK : MONTH;
    }

    String label() {
        return label;
    }

    /** The first day of the one that {@code day} is in, as date_trunc has it: weeks begin on Mondays. */
    LocalDate startOf(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    LocalDate after(LocalDate start) {
        return start.plus(1, unit);
    }

    /** The start of that of a message, in SQL. */
    String sql() {
        return this == DAY
                ? "(\"timestamp\" AT TIME ZONE 'UTC')::date"
                : "date_trunc('" + label + "', \"timestamp\" AT TIME ZONE 'UTC')::date";
    }
}
