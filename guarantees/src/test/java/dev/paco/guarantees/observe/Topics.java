package dev.paco.guarantees.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.topic.PacoTopic;
import dev.paco.guarantees.check.Evidence.Letter;
import dev.paco.guarantees.check.Evidence.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The topics, read from their beginning. */
public final class Topics implements AutoCloseable {

    private static final String WRITERS = "paco-writer";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String bootstrapServers;
    private final Admin admin;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** All messages on the log that can be read at all. */
    public List<LogRecord> log() {
        return read(
                PacoTopic.MESSAGES,
                record -> event(record)
                        .map(event -> new LogRecord(
                                record.partition(),
                                record.offset(),
                                UUID.fromString(event.path("message_key").asString()),
                                new String(record.key(), UTF_8),
                                event.path("content").asString())));
    }

    /** All dead letters that can be read at all. */
    public List<Letter> letters() {
        return read(
                PacoTopic.DEAD_LETTERS,
                record -> event(record)
                        .map(event -> new Letter(
                                UUID.fromString(event.path("message_key").asString()),
                                event.path("content").asString())));
    }

    /** The number of records. */
    public long size(PacoTopic topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records of the log the writers have not committed yet. */
    public long lag() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(WRITERS)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends(PacoTopic.MESSAGES).entrySet().stream()
                    .mapToLong(end -> end.getValue()
                            - (committed.get(end.getKey()) == null
                                    ? 0
                                    : committed.get(end.getKey()).offset()))
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts values on the log that no gateway would. */
    public void send(String key, List<String> values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            values.forEach(value -> {
                var unused = producer.send(
                        new ProducerRecord<>(PacoTopic.MESSAGES.name(), key.getBytes(UTF_8), value.getBytes(UTF_8)));
            });
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private <T> List<T> read(PacoTopic topic, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> reader) {
        Map<TopicPartition, Long> ends = ends(topic);
        List<T> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> reader.apply(record).ifPresent(read::add));
            }
        }
        return read;
    }

    private static Optional<JsonNode> event(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode event = JSON.readTree(record.value());
            return event.path("message_key").isString() ? Optional.of(event) : Optional.empty();
        } catch (JacksonException poison) {
            return Optional.empty();
        }
    }

    private Map<TopicPartition, Long> ends(PacoTopic topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        IntStream.range(0, topic.partitions())
                .forEach(number -> latest.put(new TopicPartition(topic.name(), number), OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> offsets =
                    admin.listOffsets(latest).all().get();
            offsets.forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
