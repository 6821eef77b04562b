package dev.paco.consumer.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /** The age of the oldest record of all; zero when there is none, empty when that of a partition could not be read. */
    public static Optional<Duration> oldest(List<PartitionLag> partitions) {
        Duration oldest = Duration.ZERO;
        for (PartitionLag partition : partitions) {
            Duration age = partition.age();
            if (age == null) {
                return Optional.empty();
            }
            oldest = age.compareTo(oldest) > 0 ? age : oldest;
        }
        return Optional.of(oldest);
    }
}
