package dev.paco.consumer.erase;

import dev.paco.common.event.ParticipantErased;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.erase.PartitionRewrite.Moved;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.WriterGroup;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Rewrites partitions of a topic without a participant's records: a notice ends the segment that holds them, what stays is
 * copied behind it, and all before it is deleted. Whatever breaks that off loses nothing; it is begun anew then.
 */
final class TopicRewrite {

    private static final int MAX_BYTES = 16 << 20;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PacoTopic topic;
    private final OwnRecords owners;
    private final LogClients log;
    private final Progress progress;
    private final StopSignal stop;

    TopicRewrite(PacoTopic topic, OwnRecords owners, LogClients log, Progress progress, StopSignal stop) {
        this.topic = topic;
        this.owners = owners;
        this.log = log;
        this.progress = progress;
        this.stop = stop;
    }

    /** Puts a notice where its key belongs, for whoever reads the log into another database. */
    void announce(ParticipantErased erased, Instant now) {
        try (Producer<byte[], byte[]> producer = log.producer(MAX_BYTES)) {
            var unused = sent(producer, ErasureNotices.record(topic, null, erased, now));
        }
    }

    /** Rewrites {@code partitions}; empty when it was told to stop before it was done. */
    Optional<Moved> run(Set<Integer> partitions, ParticipantErased erased, Instant now) {
        try (Admin admin = log.admin();
                Producer<byte[], byte[]> producer = log.producer(MAX_BYTES);
                SegmentRolling rolling = SegmentRolling.of(topic.name(), admin)) {
            for (int partition : partitions) {
                if (!rolls(partition, producer, erased, now)) {
                    return Optional.empty();
                }
            }
            if (stop.isGivenWithin(SegmentRolling.AGE)) {
                return Optional.empty();
            }
            Map<Integer, Long> cuts = new HashMap<>();
            for (int partition : partitions) {
                cuts.put(
                        partition,
                        sent(producer, ErasureNotices.record(topic, partition, erased, now))
                                .offset());
            }
            rolling.stop();
            long removed = 0;
            long moved = 0;
            for (Map.Entry<Integer, Long> cut : cuts.entrySet()) {
                TopicPartition partition = new TopicPartition(topic.name(), cut.getKey());
                Optional<Moved> part =
                        new PartitionRewrite(partition, owners, log, producer, progress, stop).copy(cut.getValue());
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                removed += part.get().removed();
                moved += part.get().moved();
            }
            if (topic.equals(PacoTopic.MESSAGES) && !writersPassed(cuts, new WriterGroup(admin))) {
                return Optional.empty();
            }
            delete(cuts, admin);
            return Optional.of(new Moved(removed, moved));
        }
    }

    /** Sends notices until the leader of {@code partition} ends segments; false when told to stop. */
    private boolean rolls(int partition, Producer<byte[], byte[]> producer, ParticipantErased erased, Instant now) {
        while (true) {
            ProducerRecord<byte[], byte[]> notice = ErasureNotices.record(topic, partition, erased, now);
            if (SegmentRolling.reached(notice, sent(producer, notice))) {
                return true;
            }
            if (stop.isGivenWithin(LOOK)) {
                return false;
            }
        }
    }

    private static RecordMetadata sent(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing to the log", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    /** What no writer has read yet would come to the table in another order: waits; false when told to stop. */
    private boolean writersPassed(Map<Integer, Long> cuts, WriterGroup writers) {
        long behind = writers.behind(cuts);
        progress.begins("Waiting for the writers", behind);
        while (behind > 0) {
            if (!writers.hasMembers()) {
                progress.trouble("no writer runs; start one, it has " + behind + " records to write");
            }
            if (stop.isGivenWithin(LOOK)) {
                return false;
            }
            long now = writers.behind(cuts);
            progress.advances(behind - now);
            behind = now;
        }
        return true;
    }

    private void delete(Map<Integer, Long> cuts, Admin admin) {
        WriterGroup.answer(admin.deleteRecords(cuts.entrySet().stream()
                        .collect(Collectors.toMap(
                                cut -> new TopicPartition(topic.name(), cut.getKey()),
                                cut -> RecordsToDelete.beforeOffset(cut.getValue()))))
                .all());
    }
}
