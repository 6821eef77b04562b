package dev.paco.console.overview;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sizes of conversations, in messages, that are counted together. */
enum Size {
    ONE(1, 1, "1"),
    FEW(2, 5, "2 to 5"),
    SHORT(6, 10, "6 to 10"),
    MEDIUM(11, 20, "11 to 20"),
    LONG(21, 50, "21 to 50"),
    LONGER(51, 100, "51 to 100"),
    VERY_LONG(101, 200, "101 to 200"),
    HUGE(201, Integer.MAX_VALUE, "more than 200");

    private final int least;
    private final int most;
    private final String label;

    Size(int least, int most, String label) {
        this.least = least;
        this.most = most;
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean has(long messages) {
        return messages >= least && messages <= most;
    }

    /** All of them for VALUES of SQL. */
    static String asValues() {
        return Arrays.stream(values())
                .map(size -> "(" + size.least + ", " + size.most + ", '" + size.label + "')")
                .collect(Collectors.joining(",\n               "));
    }
}
