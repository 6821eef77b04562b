package dev.paco.consumer.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds the spans of a topic between two bounds, as the topic is now. */
public final class LogSpans {

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    private LogSpans(Consumer<byte[], byte[]> consumer, String topic, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        this.topic = topic;
        // A consumer that is asked for the ends of what it is not assigned warns of each.
        consumer.assign(partitions);
        this.beginnings = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /**
     * Looks at {@code topic}, and leaves {@code consumer} assigned to what was looked at.
     *
     * @param partitions those to look at; none for all
     */
    public static LogSpans of(Consumer<byte[], byte[]> consumer, String topic, Set<Integer> partitions) {
        List<TopicPartition> chosen = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .filter(partition -> partitions.isEmpty() || partitions.contains(partition.partition()))
                .toList();
        return new LogSpans(consumer, topic, chosen);
    }

    /**
     * What is to be read to meet every record from {@code from} to before {@code to}, by partition. Times are not in the
     * order of offsets: what is read must still be held against them.
     */
    public Map<Integer, Reading> between(LogBound from, LogBound to) {
        Map<TopicPartition, Long> starts =
                from.fold(beginning -> beginnings, end -> ends, this::everywhere, time -> atTime(time.time()));
        Map<TopicPartition, Long> stops = to.fold(beginning -> beginnings, end -> ends, this::everywhere, time -> ends);
        Map<Integer, Reading> readings = new TreeMap<>();
        beginnings.forEach((partition, beginning) -> {
            long end = Math.max(Math.min(at(stops, partition), at(ends, partition)), beginning);
            long start = Math.min(Math.max(at(starts, partition), beginning), end);
            readings.put(partition.partition(), Reading.of(new Span(start, end), beginning > 0));
        });
        return readings;
    }

    private Map<TopicPartition, Long> everywhere(LogBound.Offset offset) {
        return beginnings.keySet().stream().collect(Collectors.toMap(partition -> partition, p -> offset.offset()));
    }

    private Map<TopicPartition, Long> atTime(Instant time) {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(beginnings.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli())));
        return beginnings.keySet().stream().collect(Collectors.toMap(partition -> partition, partition -> {
            OffsetAndTimestamp first = found.get(partition);
            return first == null ? unfound(partition) : first.offset();
        }));
    }

    /**
     * Where to start when no record is as young as the time: after the last, but at the first where records were deleted.
     * A broker looks no further than the first segment that is young enough, though all of it may be deleted.
     */
    private long unfound(TopicPartition partition) {
        long beginning = at(beginnings, partition);
        return beginning > 0 ? beginning : at(ends, partition);
    }

    private long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new IllegalStateException("The brokers gave no offset of " + topic + "-" + partition.partition());
        }
        return offset;
    }
}
