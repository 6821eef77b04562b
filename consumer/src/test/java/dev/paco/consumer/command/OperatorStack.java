package dev.paco.consumer.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.ConsumerApplication;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.infra.host.ServiceFolder;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker whose topics belong to one test class, beside the Postgres that all share. */
final class OperatorStack implements Stack, AutoCloseable {

    private final Stack shared;
    private final Path folder;
    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    private OperatorStack(Stack shared, Path folder, EmbeddedKafka kafka) {
        this.shared = shared;
        this.folder = folder;
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static OperatorStack start(Stack shared) throws IOException {
        Path folder = Files.createTempDirectory("paco-operator-");
        // Deleted segments leave the disk at once, instead of after minutes.
        EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(
                folder,
                0,
                false,
                Map.of(
                        "log.retention.check.interval.ms", "200",
                        "log.initial.task.delay.ms", "200",
                        "log.segment.delete.delay.ms", "1")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(PacoTopic.all().stream()
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                    .configs(topic.configuration()))
                            .toList())
                    .all()
                    .get();
            // A new partition takes a producer's second batch before its first if that one came too early.
            admin.listOffsets(PacoTopic.all().stream()
                            .flatMap(topic -> partitions(topic).stream())
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return new OperatorStack(shared, folder, kafka);
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String databaseUrl() {
        return shared.databaseUrl();
    }

    @Override
    public String newDatabase() {
        return shared.newDatabase();
    }

    /** Where the broker keeps its logs. */
    Path folder() {
        return folder;
    }

    /** A migrated database with the participants RID001 to RID003. */
    TestDatabase migratedDatabase() {
        TestDatabase database = TestDatabase.empty(this);
        if (CommandRun.of(environment(database), "migrate").status() != 0) {
            throw new IllegalStateException("The database cannot be migrated");
        }
        database.execute("INSERT INTO paco_research_ids (research_id, is_active)"
                + " VALUES ('RID001', true), ('RID002', true), ('RID003', true)");
        return database;
    }

    Map<String, Object> environment(TestDatabase database) {
        return Map.of("DATABASE_URL", database.url(), "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    }

    CommandRun run(TestDatabase database, String... arguments) {
        return CommandRun.of(environment(database), arguments);
    }

    /** A command as a process of its own, which writes one record at a time. */
    Process start(TestDatabase database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ConsumerApplication.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        environment(database).forEach((name, value) -> builder.environment().put(name, value.toString()));
        builder.environment().put("PACO_CONSUMER_WRITE_BATCH_SIZE", "1");
        return builder.start();
    }

    /** Puts a record on paco.messages; its key chooses the partition. */
    void send(String key, byte[] value, Header... headers) {
        send(new ProducerRecord<>(PacoTopic.MESSAGES.name(), null, key.getBytes(UTF_8), value, List.of(headers)));
    }

    void send(String key, byte[] value, Instant time) {
        send(new ProducerRecord<>(
                PacoTopic.MESSAGES.name(), null, time.toEpochMilli(), key.getBytes(UTF_8), value, List.of()));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    /** All records of {@code topic} that are there, by partition and offset. */
    List<ConsumerRecord<byte[], byte[]>> records(PacoTopic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records.stream()
                    .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                            .thenComparingLong(ConsumerRecord::offset))
                    .toList();
        }
    }

    /** The sum of the offsets at which the partitions of {@code topic} end. */
    long end(PacoTopic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** The sum of the offsets that the writers' group has committed. */
    long committed() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", "paco-writer"))) {
            return consumer.committed(Set.copyOf(partitions(PacoTopic.MESSAGES))).values().stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        }
    }

    /** Deletes all records. */
    void clear() {
        PacoTopic.all().forEach(this::deleteAll);
    }

    /** Deletes all records of {@code topic}. */
    void deleteAll(PacoTopic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.deleteRecords(partitions(topic).stream()
                            .collect(Collectors.toMap(
                                    partition -> partition, partition -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<TopicPartition> partitions(PacoTopic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(Map.of());
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers());
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** The arguments, and {@code --json}. */
    static String[] json(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
        ServiceFolder.deleteTree(folder);
    }
}
