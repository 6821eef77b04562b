package dev.paco.consumer.write;

import java.time.Duration;

/**
 * How many rows a statement should have, from how long the last ones took: fewer for a database that is slow, so that no statement holds its
 * locks for long or meets a time-out, and again more when it has recovered. Thread-safe.
 */
final class StatementSize {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration FAST = Duration.ofMillis(250);
    private static final int FEWEST = 10;

    private final int most;
    private volatile int rows;

    StatementSize(int most) {
        this.most = most;
        this.rows = most;
    }

    int rows() {
        return rows;
    }

    /**
     * Of {@code records}, how many the first statement should have, when all are to have about as many. That is at most half more than {@link #rows()}:
     * each statement has a cost of its own, and of a few rows too many it is not worth another.
     */
    int part(int records) {
        int now = rows;
        int statements = Math.max(1, (records + now / 2) / now);
        return (records + statements - 1) / statements;
    }

    /** A statement of {@code size} rows took {@code time}. */
    void took(int size, Duration time) {
        if (time.compareTo(SLOW) > 0) {
            rows = Math.max(Math.min(FEWEST, most), Math.min(rows, size) / 2);
        } else if (time.compareTo(FAST) < 0 && size >= rows) {
            rows = Math.min(most, rows * 2);
        }
    }
}
