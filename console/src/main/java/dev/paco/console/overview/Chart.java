package dev.paco.console.overview;

import java.util.Arrays;
import java.util.Optional;

/** What can be downloaded, by the name in its address. */
enum Chart {
    FIGURES("figures"),
    PER_PERIOD("messages-over-time"),
    BY_PROVIDER("messages-by-provider"),
    SIZES("messages-per-conversation"),
    LENGTHS("average-length"),
    CONVERSATIONS("conversations");

    private final String path;

    Chart(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The chart of that name. */
    static Optional<Chart> of(String path) {
        return Arrays.stream(values()).filter(chart -> chart.path.equals(path)).findFirst();
    }

    /** Where it is downloaded. */
    String csv(Filter filter) {
        return filter.on("/overview/" + path + ".csv");
    }
}
