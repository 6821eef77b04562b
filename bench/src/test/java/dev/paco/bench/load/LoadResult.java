package dev.paco.bench.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param duration of what was measured
 * @param statuses how often each HTTP status was answered; 0 is a connection that was closed without one
 * @param accepted how long answers with a 2xx took, in microseconds, from when the request was due
 * @param refused how long all other answers took
 */
public record LoadResult(Duration duration, Map<Integer, Long> statuses, Histogram accepted, Histogram refused) {

    /** Answers with a 2xx a second. */
    public double acceptedPerSecond() {
        return accepted.getTotalCount() / (duration.toNanos() / 1e9);
    }

    /** All other answers a second. */
    public double refusedPerSecond() {
        return refused.getTotalCount() / (duration.toNanos() / 1e9);
    }

    /** Of the answers with a 2xx, in milliseconds. */
    public double percentileMillis(double percentile) {
        return accepted.getValueAtPercentile(percentile) / 1e3;
    }
}
