package dev.paco.consumer.log;

import dev.paco.common.topic.PacoTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far the writers' group is behind the end of {@code paco.messages}, seen from outside: whoever asks need be no writer, and
 * it is known while none runs. Keeps its connections. Not thread-safe.
 */
public final class GroupLag implements AutoCloseable {

    private final Admin admin;
    private final WriterGroup group;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordTimes times;
    private final Clock clock;

    /** Connects when it is first asked. */
    public GroupLag(LogClients clients, Clock clock) {
        this.admin = clients.admin();
        this.group = new WriterGroup(admin);
        this.consumer = clients.peekingConsumer();
        this.times = new RecordTimes(consumer, PacoTopic.MESSAGES.name());
        this.clock = clock;
    }

    /**
     * All partitions, in their order. Offsets, not records, are counted: one that was deleted from among them counts.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or there is no such topic
     */
    public List<PartitionLag> read() {
        Map<Integer, Span> behind = behind();
        Map<Integer, Instant> oldest = times.at(starts(behind));
        Instant now = clock.instant();
        return behind.entrySet().stream()
                .map(entry -> new PartitionLag(
                        entry.getKey(),
                        entry.getValue().start(),
                        entry.getValue().end(),
                        age(entry.getValue(), oldest.get(entry.getKey()), now)))
                .toList();
    }

    private static Map<Integer, Long> starts(Map<Integer, Span> behind) {
        return behind.entrySet().stream()
                .filter(entry -> entry.getValue().length() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().start()));
    }

    /** How many writers are in the group. */
    public int writers() {
        return group.members();
    }

    /** How many brokers there are. */
    public int brokers() {
        return WriterGroup.answer(admin.describeCluster().nodes()).size();
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

    private static @Nullable Duration age(Span behind, @Nullable Instant oldest, Instant now) {
        if (behind.length() == 0) {
            return Duration.ZERO;
        }
        if (oldest == null) {
            return null;
        }
        return oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
