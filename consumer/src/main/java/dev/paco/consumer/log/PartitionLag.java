package dev.paco.consumer.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the writers are behind in one partition.
 *
 * @param records that no writer has committed yet
 * @param age of the oldest of them, since its producer sent it; zero when there is none, null when it could not be read
 */
public record PartitionLag(
        int partition, long records, @Nullable Duration age) {}
