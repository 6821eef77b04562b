package dev.paco.console.overview;

import java.time.LocalDate;
import java.util.List;

/**
 * A way to often used bounds.
 *
 * @param label of the link
 * @param address of the page with them
 * @param current whether the page has them
 */
record Range(String label, String address, boolean current) {

    private static final int WEEK = 7;
    private static final int MONTH = 30;

    /** The last days, and all time, with the provider of the form. */
    static List<Range> all(FilterForm form, LocalDate today) {
        return List.of(
                of("7 days", today.minusDays(WEEK - 1L).toString(), today.toString(), form),
                of("30 days", today.minusDays(MONTH - 1L).toString(), today.toString(), form),
                of("1 year", today.minusYears(1).plusDays(1).toString(), today.toString(), form),
                of("All time", "", "", form));
    }

    private static Range of(String label, String from, String to, FilterForm form) {
        FilterForm other = new FilterForm(from, to, form.provider());
        // A provider that cannot be is not kept.
        FilterForm valid = other.faults().isEmpty() ? other : new FilterForm(from, to, "");
        return new Range(label, valid.filter().on("/"), other.equals(form));
    }
}
