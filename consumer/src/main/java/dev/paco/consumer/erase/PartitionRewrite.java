package dev.paco.consumer.erase;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.consumer.erase.OwnRecords.Owner;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.LogReader;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Copies what stays of a partition to its end, in the order in which it came to the log, and reads it back. Deletes
 * nothing.
 */
final class PartitionRewrite {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final OwnRecords owners;
    private final LogClients log;
    private final Producer<byte[], byte[]> producer;
    private final Progress progress;
    private final StopSignal stop;

    PartitionRewrite(
            TopicPartition partition,
            OwnRecords owners,
            LogClients log,
            Producer<byte[], byte[]> producer,
            Progress progress,
            StopSignal stop) {
        this.partition = partition;
        this.owners = owners;
        this.log = log;
        this.producer = producer;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Copies what stays of the records before {@code cut}; empty when it was told to stop before it was done.
     *
     * @throws KafkaException when the brokers have not taken it all
     */
    Optional<Moved> copy(long cut) {
        AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
        RecordDigest copied = new RecordDigest();
        long removed = 0;
        long moved = 0;
        long last = -1;
        try (LogReader reader = reader(log.spanOf(partition, 0, cut), "Rewriting ")) {
            while (!reader.isDone() && refused.get() == null) {
                if (stop.isGiven()) {
                    return Optional.empty();
                }
                long left = reader.left();
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    long original = CopyHeaders.originalOffset(record);
                    if (original <= last) {
                        // An erasure that was broken off has copied it before.
                        continue;
                    }
                    last = original;
                    Owner owner = owners.of(record);
                    if (owner == Owner.PARTICIPANT) {
                        removed++;
                    }
                    if (owner == Owner.PARTICIPANT || owner == Owner.NOTICE) {
                        continue;
                    }
                    moved++;
                    ProducerRecord<byte[], byte[]> copy = copyOf(record);
                    copied.add(original, copy.key(), copy.value(), copy.headers());
                    var unused = producer.send(copy, (place, failure) -> refused.compareAndSet(null, failure));
                }
                progress.advances(left - reader.left());
            }
        }
        producer.flush();
        if (refused.get() != null) {
            throw new KafkaException("Not all records could be moved; nothing was deleted", refused.get());
        }
        verify(cut, copied.result());
        return Optional.of(new Moved(removed, moved));
    }

    private LogReader reader(Reading reading, String what) {
        LogReader reader = new LogReader(log.bulkConsumer(), partition.topic(), Map.of(partition.partition(), reading));
        progress.begins(what + partition, reader.left());
        return reader;
    }

    private ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> record) {
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(partition.topic(), partition.partition(), record.key(), record.value());
        for (Header header : record.headers()) {
            // Nobody waits any more.
            if (!header.key().startsWith(CopyHeaders.PREFIX) && !header.key().equals(EventHeaders.CONFIRM_PARTITION)) {
                copy.headers().add(header);
            }
        }
        add(copy, CopyHeaders.OFFSET, Long.toString(CopyHeaders.originalOffset(record)));
        add(copy, CopyHeaders.TIME, IsoTimestamp.format(CopyHeaders.originalTime(record)));
        return copy;
    }

    private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(US_ASCII));
    }

    /** Everything that this run has copied stands after {@code cut}, among what others have put there. */
    private void verify(long cut, String copied) {
        RecordDigest found = new RecordDigest();
        try (LogReader reader = reader(Reading.of(endingNow(cut), false), "Verifying ")) {
            while (!reader.isDone()) {
                long left = reader.left();
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    if (CopyHeaders.isCopy(record)) {
                        found.add(CopyHeaders.originalOffset(record), record.key(), record.value(), record.headers());
                    }
                }
                progress.advances(left - reader.left());
            }
        }
        if (!found.result().equals(copied)) {
            throw new IllegalStateException(
                    "What was moved to the end of " + partition + " is not what was there before; nothing was deleted");
        }
    }

    private Span endingNow(long start) {
        return new Span(
                start, log.spanOf(partition, start, Long.MAX_VALUE).whole().end());
    }

    /**
     * What became of the records.
     *
     * @param removed how many were left out
     * @param moved how many were copied
     */
    record Moved(long removed, long moved) {}
}
