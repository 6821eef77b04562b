package dev.paco.consumer.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.event.ParticipantErased;
import dev.paco.common.topic.PacoTopic;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Records that say that a participant was erased. They are never removed, so that whoever reads the log, into whichever
 * database, knows.
 */
public final class ErasureNotices {

    private static final byte[] TYPE = EventHeaders.PARTICIPANT_ERASED_V1.getBytes(UTF_8);

    private ErasureNotices() {}

    /** What {@code record} says; empty when it is no notice. */
    public static Optional<ParticipantErased> of(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return type != null && Arrays.equals(type.value(), TYPE)
                ? ParticipantErased.decode(record.value())
                : Optional.empty();
    }

    /**
     * A notice.
     *
     * @param partition where it is put; null for the one that its key chooses
     * @param now the time of the event
     */
    public static ProducerRecord<byte[], byte[]> record(
            PacoTopic topic, @Nullable Integer partition, ParticipantErased erased, Instant now) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.name(), partition, now.toEpochMilli(), erased.researchId().getBytes(UTF_8), erased.encode());
        add(record, EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_1_0);
        add(record, EventHeaders.ID, UUID.randomUUID().toString());
        add(record, EventHeaders.TYPE, EventHeaders.PARTICIPANT_ERASED_V1);
        add(record, EventHeaders.SOURCE, EventHeaders.OPERATOR);
        add(record, EventHeaders.TIME, IsoTimestamp.format(now));
        add(record, EventHeaders.CONTENT_TYPE, EventHeaders.JSON);
        return record;
    }

    private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(US_ASCII));
    }
}
