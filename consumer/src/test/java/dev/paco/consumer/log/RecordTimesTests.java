package dev.paco.consumer.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimesTests {

    private static final String TOPIC = "a-topic";

    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
    private final RecordTimes times = new RecordTimes(log, TOPIC);

    @Test
    void aTimeThatCannotBeReadIsLeftOutUntilItCan() {
        log.schedulePollTask(() -> add(0, 7, 1_000));

        assertThat(times.at(Map.of(0, 7L, 1, 3L))).containsExactly(Map.entry(0, Instant.ofEpochMilli(1_000)));

        log.schedulePollTask(() -> add(1, 3, 2_000));

        assertThat(times.at(Map.of(0, 7L, 1, 3L)))
                .containsOnly(Map.entry(0, Instant.ofEpochMilli(1_000)), Map.entry(1, Instant.ofEpochMilli(2_000)));
    }

    @Test
    void aRecordIsReadOnceWhileItIsAskedFor() {
        log.schedulePollTask(() -> add(0, 7, 1_000));
        times.at(Map.of(0, 7L));

        assertThat(times.at(Map.of(0, 7L))).containsExactly(Map.entry(0, Instant.ofEpochMilli(1_000)));
        assertThat(log.assignment()).isEmpty();

        log.schedulePollTask(() -> add(0, 8, 3_000));

        assertThat(times.at(Map.of(0, 8L))).containsExactly(Map.entry(0, Instant.ofEpochMilli(3_000)));
        assertThat(times.at(Map.of())).isEmpty();
    }

    private void add(int partition, long offset, long time) {
        log.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, partition), 0L));
        log.addRecord(new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()));
    }
}
