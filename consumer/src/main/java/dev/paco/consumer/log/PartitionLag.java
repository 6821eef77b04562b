package dev.paco.consumer.log;

import java.time.Duration;

/**
 * How far the writers are behind in one partition.
 *
 * @param records that no writer has committed yet
 * @param age of the oldest of them, since its producer sent it; zero when there is none
 */
public record PartitionLag(int partition, long records, Duration age) {}
