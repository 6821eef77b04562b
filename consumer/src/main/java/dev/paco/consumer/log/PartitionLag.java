package dev.paco.consumer.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the writers are behind in one partition.
 *
 * @param committed offset of the first record that no writer has committed yet
 * @param end offset after the last record
 * @param age of the oldest of those between, since its producer sent it; zero when there is none, null when it could not be read
 */
public record PartitionLag(
        int partition, long committed, long end, @Nullable Duration age) {

    /** How many records no writer has committed yet. */
    public long records() {
        return Math.max(end - committed, 0);
    }
}
