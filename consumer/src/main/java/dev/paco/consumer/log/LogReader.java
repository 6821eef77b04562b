package dev.paco.consumer.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads spans of a topic's partitions, each to its end. Not thread-safe. */
public final class LogReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Reading> readings = new HashMap<>();
    private final Set<TopicPartition> open;

    /** Takes {@code consumer} over. */
    public LogReader(Consumer<byte[], byte[]> consumer, String topic, Map<Integer, Reading> readings) {
        this.consumer = consumer;
        readings.forEach((partition, reading) -> this.readings.put(new TopicPartition(topic, partition), reading));
        this.open = this.readings.entrySet().stream()
                .filter(entry -> entry.getValue().left() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, reading(partition).position()));
    }

    /** Whether every span was read. */
    public boolean isDone() {
        return open.isEmpty();
    }

    /**
     * The next records, in the order of their partitions; none when none arrive for {@code patience}.
     *
     * @throws LogRewrittenException when records that were to be read have been deleted meanwhile
     */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                if (reading(new TopicPartition(record.topic(), record.partition()))
                        .takes(record)) {
                    records.add(record);
                }
            }
        } catch (OffsetOutOfRangeException deleted) {
            throw new LogRewrittenException(deleted);
        }
        List.copyOf(open).forEach(this::advance);
        return records;
    }

    private void advance(TopicPartition partition) {
        Reading before = reading(partition);
        Reading now = before.at(consumer.position(partition));
        readings.put(partition, now);
        if (now.isDone()) {
            consumer.pause(List.of(partition));
            open.remove(partition);
        } else if (now.phase() != before.phase()) {
            consumer.seek(partition, now.position());
        }
    }

    /** How many offsets are still to be read. */
    public long left() {
        return readings.values().stream().mapToLong(Reading::left).sum();
    }

    /** How far each span was read by {@link #poll}. */
    public Map<Integer, Reading> readings() {
        return readings.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    private Reading reading(TopicPartition partition) {
        Reading reading = readings.get(partition);
        if (reading == null) {
            throw new IllegalStateException("No span of " + partition + " is read");
        }
        return reading;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
