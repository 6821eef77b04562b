package dev.paco.console.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are looked at.
 *
 * @param from the first day (UTC); null for no bound
 * @param to the last day; null for no bound
 * @param provider null for every one
 */
record Filter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String provider) {

    /** A side without a bound still leaves messages without a time out when the other has one. */
    static final LocalDate EARLIEST = LocalDate.of(1970, 1, 2);

    static final LocalDate LATEST = LocalDate.of(9998, 12, 31);

    /** The day after the last that a message can have. */
    private static final LocalDate NO_END = LocalDate.of(10_000, 1, 1);

    /** The day of messages without a time. */
    private static final LocalDate NO_DAY = LocalDate.of(1, 1, 1);

    /** Whether messages are looked at whatever their time is, and those that have none. */
    boolean isAllTime() {
        return from == null && to == null;
    }

    /** The first day for the summaries. */
    LocalDate firstDay() {
        return isAllTime() ? NO_DAY : from == null ? EARLIEST : from;
    }

    /** The day after the last. */
    LocalDate endDay() {
        return to == null ? NO_END : to.plusDays(1);
    }

    /** Empty for every one. */
    String providerOrEmpty() {
        return provider == null ? "" : provider;
    }

    /** What messages must meet, as a researcher would write it; empty for nothing. */
    String condition() {
        List<String> conditions = new ArrayList<>();
        if (!isAllTime()) {
            conditions.add("\"timestamp\" >= '" + firstDay() + " 00:00Z'");
        }
        if (to != null) {
            conditions.add("\"timestamp\" < '" + endDay() + " 00:00Z'");
        }
        if (provider != null) {
            conditions.add("provider = '" + provider.replace("'", "''") + "'");
        }
        return String.join(" AND ", conditions);
    }

    /** The address of {@code path} with this filter. */
    String on(String path) {
        return path + "?from=" + text(from) + "&to=" + text(to) + "&provider=" + providerOrEmpty();
    }

    /** The same with other bounds. */
    Filter between(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new Filter(first, last, provider);
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
