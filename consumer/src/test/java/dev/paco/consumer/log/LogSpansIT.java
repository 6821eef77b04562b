package dev.paco.consumer.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

@PacoStack
class LogSpansIT {

    private static final Instant TIME = Instant.parse("2025-01-08T16:00:00Z");
    private static final Duration SEGMENT = Duration.ofMinutes(1);

    private final Stack stack;
    private final String topic = "spans-" + UUID.randomUUID();

    LogSpansIT(Stack stack) {
        this.stack = stack;
    }

    /** Brokers keep a segment whose records are all deleted for minutes, and then find no record by its time. */
    @Test
    void aTimeIsFoundBehindASegmentThatWaitsForItsDeletion() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of("segment.ms", Long.toString(SEGMENT.toMillis())))))
                    .all()
                    .get();
            sendAt(TIME);
            sendAt(TIME.plus(SEGMENT).plusSeconds(1));
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        assertThat(from(TIME.minusSeconds(1))).containsExactly(new Span(1, 2));
        assertThat(from(TIME.plus(SEGMENT))).containsExactly(new Span(1, 2));
    }

    private List<Span> from(Instant time) {
        try (Consumer<byte[], byte[]> consumer = clients().consumer(1, 1)) {
            return LogSpans.of(consumer, topic, Set.of())
                    .between(new LogBound.Time(time), new LogBound.End())
                    .values()
                    .stream()
                    .map(Reading::whole)
                    .toList();
        }
    }

    private LogClients clients() {
        return LogClients.of(new MockEnvironment().withProperty("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers()));
    }

    private void sendAt(Instant time) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, new byte[] {1}))
                    .get();
        }
    }
}
