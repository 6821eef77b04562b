package dev.paco.consumer.log;

import dev.paco.common.topic.PacoTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the writers' group is behind the end of {@code paco.messages}, seen from outside: whoever asks need be no writer, and
 * it is known while none runs. Keeps its connections. Not thread-safe.
 */
public final class GroupLag implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final WriterGroup group;
    private final Consumer<byte[], byte[]> consumer;
    private final Clock clock;

    /** Connects when it is first asked. */
    public GroupLag(LogClients clients, Clock clock) {
        this.admin = clients.admin();
        this.group = new WriterGroup(admin);
        this.consumer = clients.consumer(1, 1);
        this.clock = clock;
    }

    /**
     * All partitions, in their order. Offsets, not records, are counted: one that was deleted from among them counts. An age that is not
     * found in two seconds is told as zero.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or there is no such topic
     */
    public List<PartitionLag> read() {
        Map<Integer, Span> behind = behind();
        Map<Integer, Instant> oldest = oldest(behind);
        Instant now = clock.instant();
        return behind.entrySet().stream()
                .map(entry -> new PartitionLag(
                        entry.getKey(), entry.getValue().length(), age(oldest.getOrDefault(entry.getKey(), now), now)))
                .toList();
    }

    /** What no writer has committed, by partition; a partition without a committed offset is read from its beginning. */
    private Map<Integer, Span> behind() {
        Map<Integer, Long> committed = group.committed();
        Map<Integer, Span> behind = new TreeMap<>();
        LogSpans.of(consumer, PacoTopic.MESSAGES.name(), Set.of())
                .between(new LogBound.Beginning(), new LogBound.End())
                .forEach((partition, reading) -> {
                    Span whole = reading.whole();
                    long start = Math.max(committed.getOrDefault(partition, whole.start()), whole.start());
                    behind.put(partition, new Span(start, whole.end()));
                });
        return behind;
    }

    private static Duration age(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
    }

    /** When the first record of each span was sent. */
    private Map<Integer, Instant> oldest(Map<Integer, Span> behind) {
        Map<TopicPartition, Long> positions = behind.entrySet().stream()
                .filter(entry -> entry.getValue().length() > 0)
                .collect(Collectors.toMap(
                        entry -> new TopicPartition(PacoTopic.MESSAGES.name(), entry.getKey()),
                        entry -> entry.getValue().start()));
        Map<Integer, Instant> found = new HashMap<>();
        consumer.assign(positions.keySet());
        // Those that were assigned before are still as they were left.
        consumer.resume(positions.keySet());
        positions.forEach(consumer::seek);
        long start = System.nanoTime();
        while (found.size() < positions.size() && System.nanoTime() - start < PATIENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                found.putIfAbsent(record.partition(), Instant.ofEpochMilli(record.timestamp()));
                consumer.pause(Set.of(new TopicPartition(record.topic(), record.partition())));
            }
        }
        return found;
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException deleted) {
            consumer.seekToBeginning(deleted.partitions());
            return List.of();
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ZERO);
    }
}
