package dev.paco.bench.stand;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageEventCodec;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.topic.PacoTopic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records of the kind that gateways publish, put on the log without one, and how far the writers have come. */
public final class Backlog implements AutoCloseable {

    private static final String GROUP = "paco-writer";
    static final String TEXT = "Well, I slept a little better than last week, and the walks help. ".repeat(3);
    static final Instant SAID = Instant.parse("2025-01-08T16:00:00Z");
    private static final long SEED = 42;
    private static final int CONVERSATIONS = 1_000;

    private final MessageEventCodec codec = new MessageEventCodec();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final String bootstrapServers;
    private final Admin admin;

    Backlog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** One of a thousand, which take turns. */
    public static String conversation(int number) {
        return "conv_" + number % CONVERSATIONS;
    }

    /** Puts {@code count} new messages on the log; {@code conversation} names that of each. */
    public void add(int count, IntFunction<String> conversation) {
        Map<String, Object> properties =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                var unused = producer.send(record(conversation.apply(i), i));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(String conversation, int number) {
        UUID key = UUID.nameUUIDFromBytes((random.nextLong() + conversation + number).getBytes(UTF_8));
        MessageEvent event = new MessageEvent(
                key,
                Stand.PARTICIPANT,
                Role.USER,
                TEXT + number,
                SAID.plusSeconds(number),
                Provider.ELEVENLABS,
                conversation,
                Integer.toString(number),
                null,
                SAID,
                MessageSource.FRONTEND,
                null,
                null);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(PacoTopic.MESSAGES.name(), conversation.getBytes(UTF_8), codec.encode(event));
        record.headers()
                .add(EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_1_0.getBytes(US_ASCII))
                .add(EventHeaders.ID, key.toString().getBytes(US_ASCII))
                .add(EventHeaders.TYPE, EventHeaders.MESSAGE_SUBMITTED_V1.getBytes(US_ASCII))
                .add(EventHeaders.SOURCE, EventHeaders.GATEWAY.getBytes(US_ASCII))
                .add(EventHeaders.SUBJECT, key.toString().getBytes(US_ASCII))
                .add(EventHeaders.TIME, "2025-01-08T16:00:00+00:00".getBytes(US_ASCII))
                .add(EventHeaders.CONTENT_TYPE, EventHeaders.JSON.getBytes(US_ASCII));
        return record;
    }

    /** Records that no writer has settled yet. */
    public long left() {
        try {
            Map<TopicPartition, OffsetAndMetadata> settled = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new java.util.HashMap<>();
            for (int i = 0; i < PacoTopic.MESSAGES.partitions(); i++) {
                ends.put(new TopicPartition(PacoTopic.MESSAGES.name(), i), OffsetSpec.latest());
            }
            long left = 0;
            for (var end : admin.listOffsets(ends).all().get().entrySet()) {
                OffsetAndMetadata offset = settled.get(end.getKey());
                left += end.getValue().offset() - (offset == null ? 0 : offset.offset());
            }
            return left;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes writers begin anew; none may run. */
    public void rewind() throws ExecutionException, InterruptedException {
        if (admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .isEmpty()) {
            return;
        }
        admin.deleteConsumerGroups(Set.copyOf(List.of(GROUP))).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
