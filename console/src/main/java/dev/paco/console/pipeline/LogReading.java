package dev.paco.console.pipeline;

import dev.paco.consumer.log.PartitionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the log is.
 *
 * @param at when
 * @param partitions of {@code paco.messages}
 * @param writers how many are in their group
 * @param brokers how many there are
 */
record LogReading(Instant at, List<PartitionLag> partitions, int writers, int brokers) {

    long end() {
        return partitions.stream().mapToLong(PartitionLag::end).sum();
    }

    long committed() {
        return partitions.stream().mapToLong(PartitionLag::committed).sum();
    }

    long behind() {
        return partitions.stream().mapToLong(PartitionLag::records).sum();
    }

    /** The age of the oldest record that no writer has committed yet; empty when that of a partition could not be read. */
    Optional<Duration> age() {
        return PartitionLag.oldest(partitions);
    }
}
