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

    /** A statement of {@code size} rows took {@code time}. */
    void took(int size, Duration time) {
        if (time.compareTo(SLOW) > 0) {
            rows = Math.max(Math.min(FEWEST, most), Math.min(rows, size) / 2);
        } else if (time.compareTo(FAST) < 0 && size >= rows) {
            rows = Math.min(most, rows * 2);
        }
    }
}
