package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class GatheringConsumerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;
    private static final int FEW = 10;

    private final Stack stack;
    private final String topic = "gathered-" + UUID.randomUUID();
    private final AtomicBoolean ended = new AtomicBoolean();
    /** A fetch that waits for so many brings all that there is. */
    private int fetchBytes = 1;

    private KafkaProducer<byte[], byte[]> producer;

    GatheringConsumerIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void makeTopic() throws Exception {
        Map<String, Object> brokers = Map.of("bootstrap.servers", stack.bootstrapServers());
        try (Admin admin = Admin.create(brokers)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(brokers, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void end() {
        ended.set(true);
        producer.close();
    }

    @Test
    void whatComesOnOtherPartitionsComesAlong() {
        say(0, "a");
        try (GatheringConsumer consumer = consumer()) {
            CompletableFuture<Void> other = onceConsumed(consumer, 1, () -> say(1, "b"));

            assertThat(text(consumer.poll(PATIENCE))).containsExactlyInAnyOrder("0: a", "1: b");
            assertThat(other).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void nobodyWhoIsAloneWaits() {
        try (GatheringConsumer consumer = consumer(Duration.ofSeconds(1))) {
            say(0, "a");
            assertThat(text(consumer.poll(PATIENCE))).containsExactly("0: a");
            CompletableFuture<Void> other = onceConsumed(consumer, 2, () -> say(1, "c"));
            say(0, "b");

            assertThat(text(consumer.poll(PATIENCE))).containsExactly("0: b");
            assertThat(other).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void manyAreNotMadeMore() {
        IntStream.range(0, FEW).forEach(i -> say(i % PARTITIONS, "a" + i));
        fetchBytes = 1_000_000;
        try (GatheringConsumer consumer = consumer()) {
            CompletableFuture<Void> other = onceConsumed(consumer, FEW, () -> say(1, "b"));

            assertThat(text(consumer.poll(PATIENCE))).hasSize(FEW).doesNotContain("1: b");
            assertThat(other).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void partitionsThatAreTakenAwayMeanwhileAreLeftToTheirNewOwner() {
        IntStream.range(0, PARTITIONS).forEach(partition -> say(partition, "a"));
        fetchBytes = 1_000_000;
        try (GatheringConsumer consumer = consumer()) {
            CompletableFuture<Collection<TopicPartition>> theirs = new CompletableFuture<>();
            CompletableFuture<Void> other = onceConsumed(consumer, PARTITIONS, () -> join(theirs));

            // The first fetch may bring less than all of them: then the next poll waits while partitions are taken.
            Map<TopicPartition, List<Long>> offsets = new HashMap<>();
            ConsumerRecords<byte[], byte[]> all = consumer.poll(PATIENCE);
            addOffsets(all, offsets);
            while (!theirs.isDone()) {
                IntStream.range(0, PARTITIONS).forEach(partition -> say(partition, "a"));
                all = consumer.poll(PATIENCE);
                assertThat(consumer.assignment()).containsAll(all.partitions());
                addOffsets(all, offsets);
            }

            assertThat(consumer.assignment()).isNotEmpty().hasSizeLessThan(PARTITIONS);
            assertThat(consumer.assignment()).containsAll(all.partitions());
            assertThat(all.nextOffsets().keySet()).isEqualTo(all.partitions());
            offsets.keySet().retainAll(consumer.assignment());
            assertThat(offsets)
                    .isNotEmpty()
                    .allSatisfy((kept, read) -> assertThat(read).isEqualTo(fromTheFirst(read.size())));
            assertThat(theirs.join()).isNotEmpty().doesNotContainAnyElementsOf(all.partitions());
            ended.set(true);
            assertThat(other).succeedsWithin(PATIENCE);
        }
    }

    private static void addOffsets(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, List<Long>> offsets) {
        polled.forEach(record -> offsets.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()), none -> new ArrayList<>())
                .add(record.offset()));
    }

    private static List<Long> fromTheFirst(int records) {
        return LongStream.range(0, records).boxed().toList();
    }

    /** A further member of the group; once partitions are its own, each has a second record. */
    private void join(CompletableFuture<Collection<TopicPartition>> theirs) {
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(configuration())) {
            member.subscribe(List.of(topic));
            while (!ended.get()) {
                member.poll(Duration.ofMillis(100));
                if (!theirs.isDone() && !member.assignment().isEmpty()) {
                    theirs.complete(List.copyOf(member.assignment()));
                    IntStream.range(0, PARTITIONS).forEach(partition -> say(partition, "b"));
                }
            }
        }
    }

    private CompletableFuture<Void> onceConsumed(KafkaConsumer<byte[], byte[]> consumer, int records, Runnable act) {
        return CompletableFuture.runAsync(() -> {
            await().atMost(PATIENCE).until(() -> ended.get() || consumed(consumer) >= records);
            act.run();
        });
    }

    private static double consumed(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-consumed-total")
                        && metric.getKey().tags().containsKey("topic")
                        && !metric.getKey().tags().containsKey("partition"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    private void say(int partition, String text) {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, partition, null, text.getBytes(UTF_8)));
        producer.flush();
        assertThat(sent).succeedsWithin(PATIENCE);
    }

    private GatheringConsumer consumer() {
        return consumer(PATIENCE);
    }

    private GatheringConsumer consumer(Duration patience) {
        GatheringConsumer consumer = new GatheringConsumer(configuration(), patience, FEW);
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
        return consumer;
    }

    private Map<String, Object> configuration() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "group.id",
                topic,
                "group.protocol",
                "consumer",
                "enable.auto.commit",
                false,
                "fetch.min.bytes",
                fetchBytes,
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
    }

    private static List<String> text(ConsumerRecords<byte[], byte[]> records) {
        return records.partitions().stream()
                .flatMap(partition -> records.records(partition).stream())
                .map(record -> record.partition() + ": " + new String(record.value(), UTF_8))
                .toList();
    }
}
