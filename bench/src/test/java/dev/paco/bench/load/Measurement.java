package dev.paco.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts and times answers between its begin and end. Thread-safe. */
final class Measurement {

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long NANOS_OF_A_MICRO = 1_000;

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram accepted = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram refused = new Histogram(SIGNIFICANT_DIGITS);
    private boolean running;
    private long start;
    private long end;

    synchronized void begin() {
        running = true;
        start = System.nanoTime();
    }

    synchronized void end() {
        running = false;
        end = System.nanoTime();
    }

    synchronized void answered(int status, long nanos) {
        if (running) {
            statuses.merge(status, 1L, Long::sum);
            (status >= OK && status < REDIRECTION ? accepted : refused).recordValue(nanos / NANOS_OF_A_MICRO);
        }
    }

    synchronized LoadResult result() {
        return new LoadResult(Duration.ofNanos(end - start), Map.copyOf(statuses), accepted.copy(), refused.copy());
    }
}
