package dev.paco.consumer.log;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** When single records of a topic were sent. Reads each of them once, as long as it is asked for. Not thread-safe. */
final class RecordTimes {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<Integer, Known> known = new HashMap<>();

    RecordTimes(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * By partition, of the first record at or after each offset; those are missing that were not read within two seconds, which may be
     * read the next time.
     *
     * @param offsets by partition; there must be a record
     */
    Map<Integer, Instant> at(Map<Integer, Long> offsets) {
        known.entrySet()
                .removeIf(entry -> !Long.valueOf(entry.getValue().offset()).equals(offsets.get(entry.getKey())));
        Map<TopicPartition, Long> unknown = offsets.entrySet().stream()
                .filter(entry -> !known.containsKey(entry.getKey()))
                .collect(Collectors.toMap(entry -> new TopicPartition(topic, entry.getKey()), Map.Entry::getValue));
        read(unknown);
        return known.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().time()));
    }

    private void read(Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        // Those that were assigned before are still as they were left.
        consumer.resume(offsets.keySet());
        offsets.forEach(consumer::seek);
        long start = System.nanoTime();
        int left = offsets.size();
        while (left > 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Known time = new Known(offsets.getOrDefault(partition, 0L), Instant.ofEpochMilli(record.timestamp()));
                if (known.putIfAbsent(record.partition(), time) == null) {
                    consumer.pause(Set.of(partition));
                    left--;
                }
            }
        }
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException deleted) {
            consumer.seekToBeginning(deleted.partitions());
            return List.of();
        }
    }

    /** The time of the record that was first at an offset. */
    private record Known(long offset, Instant time) {}
}
