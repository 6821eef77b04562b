package dev.paco.bench.stand;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.bench.measure.Usage;
import dev.paco.common.database.DatabaseUrl;
import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What one would take off the shelf instead of a writer: a Kafka Connect worker with Debezium's JDBC sink, tuned as well as it can be, {@code bench/debezium-sink}. It
 * writes records of a topic of its own, whose fields are columns, into the product's own table, each key once. It looks up no participants, erasures or copies, confirms
 * nothing, and keeps no revisions.
 *
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/jdbc.html">Debezium connector for JDBC</a>
 */
public final class DebeziumSink {

    static final String NAME = "debezium-sink";

    private static final Path SOURCE = Path.of(NAME);
    private static final String TOPIC = "bench.flat-messages";
    private static final int PARTITIONS = 12;
    private static final long SEED = 43;
    private static final long STOP_SECONDS = 30;
    private static final String TIME = "io.debezium.time.ZonedTimestamp";

    private final Stand stand;
    private final PeerFolder folder;
    private int runs;
    private @Nullable Process process;

    private DebeziumSink(Stand stand, PeerFolder folder) {
        this.stand = stand;
        this.folder = folder;
    }

    static DebeziumSink installed(Stand stand, Path path) {
        PeerFolder folder = new PeerFolder(path, NAME);
        folder.install(
                SOURCE,
                List.of("pom.xml"),
                "lib",
                List.of("mvn", "-q", "--batch-mode", "dependency:copy-dependencies", "-DoutputDirectory=lib"));
        return new DebeziumSink(stand, folder);
    }

    /** Puts {@code count} new messages on its topic. */
    public void fill(int count) throws ExecutionException, InterruptedException {
        String brokers = stand.product().kafka().bootstrapServers();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        AtomicReference<Exception> lost = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // The topic is so new that its first batches may be refused, and those after them as out of
                        // order.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                String conversation = Backlog.conversation(i);
                String value = message(conversation, i, new UUID(random.nextLong(), random.nextLong()));
                var unused = producer.send(
                        new ProducerRecord<>(TOPIC, conversation.getBytes(UTF_8), value.getBytes(UTF_8)),
                        (sent, failure) -> lost.compareAndSet(null, failure));
            }
        }
        if (lost.get() != null) {
            throw new IllegalStateException("The topic lacks records", lost.get());
        }
    }

    private static String message(String conversation, int number, UUID key) {
        return """
                {"research_id_fk":1,"conversation_id":"%s","timestamp":"%s","role":"user","content":"%s","provider":"elevenlabs",\
                "elevenlabs_conversation_id":"%s","elevenlabs_message_id":"%d","message_key":"%s","source":"frontend",\
                "received_at":"%s"}""".formatted(
                        conversation,
                        Backlog.SAID.plusSeconds(number),
                        Backlog.TEXT + number,
                        conversation,
                        number,
                        key,
                        Backlog.SAID);
    }

    /** Starts it; it begins with the first record, each time. */
    public void start() {
        write("worker.properties", worker());
        write("sink.properties", sink());
        process = folder.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of("lib", "*").toString(),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        "worker.properties",
                        "sink.properties"),
                Map.of());
    }

    /** The schema is told once, not by each record: that would be most of it. */
    private Map<String, String> worker() {
        return Map.of(
                "bootstrap.servers", stand.product().kafka().bootstrapServers(),
                "listeners", "http://127.0.0.1:" + LoopbackPort.anyFree(),
                "offset.storage.file.filename", "offsets",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schema.content", schema(),
                "consumer.max.poll.records", "1000",
                "plugin.discovery", "only_scan");
    }

    private Map<String, String> sink() {
        DatabaseUrl database = DatabaseUrl.parse(stand.product().postgres().databaseUrl());
        Map<String, String> sink = Map.of(
                "name",
                "round-" + ++runs,
                "connector.class",
                "io.debezium.connector.jdbc.JdbcSinkConnector",
                "topics",
                TOPIC,
                "tasks.max",
                "2",
                "connection.url",
                database.jdbcUrl(),
                "connection.username",
                database.username(),
                "connection.password",
                String.valueOf(database.password()));
        Map<String, String> tuning = Map.of(
                "insert.mode", "upsert",
                "primary.key.mode", "record_value",
                "primary.key.fields", "message_key",
                "schema.evolution", "none",
                "collection.name.format", "paco_conversations",
                "batch.size", "1000",
                "use.reduction.buffer", "true",
                "dialect.postgres.unnest.insert.enabled", "true",
                "hibernate.jdbc.time_zone", "UTC");
        return Stream.of(sink, tuning)
                .flatMap(some -> some.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String schema() {
        return Stream.of(
                        field("research_id_fk", "int32", null),
                        field("conversation_id", "string", null),
                        field("timestamp", "string", TIME),
                        field("role", "string", null),
                        field("content", "string", null),
                        field("provider", "string", null),
                        field("elevenlabs_conversation_id", "string", null),
                        field("elevenlabs_message_id", "string", null),
                        field("message_key", "string", "io.debezium.data.Uuid"),
                        field("source", "string", null),
                        field("received_at", "string", TIME))
                .collect(Collectors.joining(",", "{\"type\":\"struct\",\"optional\":false,\"fields\":[", "]}"));
    }

    private static String field(String name, String type, @Nullable String meaning) {
        return "{\"field\":\"" + name + "\",\"type\":\"" + type + "\",\"optional\":false"
                + (meaning == null ? "" : ",\"name\":\"" + meaning + "\"") + "}";
    }

    private void write(String file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(folder.path().resolve(file))) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to count what it and Postgres use. */
    public Usage usage() {
        return Usage.of(Map.of(
                NAME,
                running().toHandle(),
                "postgres",
                stand.product().postgres().handle()));
    }

    /** Ends it. */
    public void stop() {
        Ending.of(running(), STOP_SECONDS);
        process = null;
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("It does not run");
        }
        return process;
    }
}
