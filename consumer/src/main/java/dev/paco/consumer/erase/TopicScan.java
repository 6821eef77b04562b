package dev.paco.consumer.erase;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.erase.OwnRecords.Owner;
import dev.paco.consumer.log.LogBound;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.LogReader;
import dev.paco.consumer.log.LogSpans;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.progress.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many records of a participant a topic holds.
 *
 * @param own by partition; partitions without are left out
 * @param unknown how many records nobody can tell the owner of
 * @param ends offsets before which it was searched, by partition
 */
record TopicScan(Map<Integer, Long> own, long unknown, Map<Integer, Long> ends) {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Nothing was searched yet. */
    static TopicScan nothing() {
        return new TopicScan(Map.of(), 0, Map.of());
    }

    /** The same after what has come to {@code topic} since. */
    TopicScan upToNow(PacoTopic topic, OwnRecords owners, LogClients log, Progress progress) {
        Map<Integer, Reading> readings = since(topic, log);
        Map<Integer, Long> counts = new TreeMap<>(own);
        long strangers = unknown;
        try (LogReader reader = new LogReader(log.bulkConsumer(), topic.name(), readings)) {
            progress.begins("Searching " + topic.name(), reader.left());
            while (!reader.isDone()) {
                long left = reader.left();
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    Owner owner = owners.of(record);
                    if (owner == Owner.PARTICIPANT) {
                        counts.merge(record.partition(), 1L, Long::sum);
                    } else if (owner == Owner.UNKNOWN) {
                        strangers++;
                    }
                }
                progress.advances(left - reader.left());
            }
        }
        Map<Integer, Long> searched = new HashMap<>();
        readings.forEach(
                (partition, reading) -> searched.put(partition, reading.whole().end()));
        return new TopicScan(counts, strangers, searched);
    }

    private Map<Integer, Reading> since(PacoTopic topic, LogClients log) {
        try (var consumer = log.consumer(1, 1)) {
            Map<Integer, Reading> readings = new HashMap<>();
            LogSpans.of(consumer, topic.name(), Set.of())
                    .between(new LogBound.Beginning(), new LogBound.End())
                    .forEach((partition, now) -> {
                        Span all = now.whole();
                        long start = Math.max(all.start(), ends.getOrDefault(partition, 0L));
                        readings.put(partition, Reading.of(new Span(start, all.end()), false));
                    });
            return readings;
        }
    }

    long total() {
        return own.values().stream().mapToLong(Long::longValue).sum();
    }
}
