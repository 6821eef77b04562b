package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.ConsumerApplication;
import dev.paco.consumer.deadletter.DeadLetterHeaders;
import dev.paco.infra.stack.Stack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The consumer on a database of its own, with records put on the topic by hand and rows read with SQL. */
public final class RunningWriter implements AutoCloseable {

    private final ConfigurableApplicationContext application;
    private final KafkaProducer<byte[], byte[]> producer;
    private final DatabaseUrl database;
    private final Stack stack;

    private RunningWriter(ConfigurableApplicationContext application, DatabaseUrl database, Stack stack) {
        this.application = application;
        this.database = database;
        this.stack = stack;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", 50),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static RunningWriter start(Stack stack) {
        return start(stack, stack.newDatabase(), UnaryOperator.identity());
    }

    /**
     * A writer with settings of its own.
     *
     * @param route how it reaches the database
     */
    public static RunningWriter start(
            Stack stack, String databaseUrl, UnaryOperator<String> route, String... settings) {
        SpringApplication consumer = ConsumerApplication.application();
        consumer.setRegisterShutdownHook(false);
        return new RunningWriter(
                consumer.run(Stream.concat(
                                Stream.of(
                                        "--DATABASE_URL=" + route.apply(databaseUrl),
                                        "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                                        "--paco.consumer.lag.poll=50ms",
                                        "--server.port=0"),
                                Stream.of(settings))
                        .toArray(String[]::new)),
                DatabaseUrl.parse(databaseUrl),
                stack);
    }

    public boolean holdsAllPartitions() {
        return application.getBean(WriterLifecycle.class).holdsAllPartitions();
    }

    @Nullable
    String trouble() {
        return application.getBean(WriterState.class).trouble();
    }

    /** How many records had {@code outcome} since the start. */
    public double counted(String outcome) {
        return application
                .getBean(MeterRegistry.class)
                .get("paco.consumer.outcomes")
                .tag("outcome", outcome)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How many dead letters there are since the start. */
    double deadLettersCounted() {
        return application.getBean(MeterRegistry.class).get("paco.consumer.dead.letters").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How many rows have a latency since the start. */
    long latencies() {
        return application
                .getBean(MeterRegistry.class)
                .get("paco.consumer.latency")
                .timer()
                .count();
    }

    /** What a gauge says now, over all its tags; not a number where one of them is not known, and while there is none. */
    double gauge(String name) {
        Collection<Gauge> gauges =
                application.getBean(MeterRegistry.class).find(name).gauges();
        return gauges.isEmpty()
                ? Double.NaN
                : gauges.stream().mapToDouble(Gauge::value).sum();
    }

    /** Puts a well-formed event on the log. */
    public void send(Event event) {
        send(event.conversation(), event.json());
    }

    /** Puts any value on the log; a key of null leaves the partition to chance. */
    void send(@Nullable String key, @Nullable String value, Header... headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                PacoTopic.MESSAGES.name(),
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
        for (Header header : headers) {
            record.headers().add(header);
        }
        var unused = producer.send(record);
    }

    public void flush() {
        producer.flush();
    }

    List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getString(i));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        execute(database, sql);
    }

    private static void execute(DatabaseUrl where, String... sql) {
        try (Connection connection = DriverManager.getConnection(where.jdbcUrl(), where.username(), where.password());
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes Postgres throw everybody out of this database and let nobody in, or ends that. */
    void refuseConnections(boolean refuse) {
        DatabaseUrl administration = DatabaseUrl.parse(stack.databaseUrl());
        execute(
                administration,
                "ALTER DATABASE " + database.database() + " WITH ALLOW_CONNECTIONS " + !refuse,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.database() + "'");
    }

    /** All dead letters there are, of records with {@code key}. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.iterate(0, i -> i + 1)
                    .limit(PacoTopic.DEAD_LETTERS.partitions())
                    .map(i -> new TopicPartition(PacoTopic.DEAD_LETTERS.name(), i))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters.stream()
                    .filter(letter -> letter.key() != null && key.equals(new String(letter.key(), UTF_8)))
                    .toList();
        }
    }

    static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.REASON);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    static Header type(String type) {
        return new RecordHeader(EventHeaders.TYPE, type.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        application.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    /** An event as JSON, made by hand and not by the codec under test. */
    public record Event(UUID messageKey, String researchId, String conversation, String content) {

        public static Event of(String conversation, String content) {
            return new Event(UUID.randomUUID(), "RID001", conversation, content);
        }

        public Event withContent(String other) {
            return new Event(messageKey, researchId, conversation, other);
        }

        public String json() {
            return """
                {"message_key": "%s", "research_id": "%s", "role": "user", "content": "%s",
                 "timestamp": "2025-01-08T16:00:00Z", "provider": "elevenlabs",
                 "elevenlabs_conversation_id": "%s", "elevenlabs_message_id": "1",
                 "received_at": "2025-01-08T16:00:01Z", "source": "frontend", "later": true}\
                """.formatted(messageKey, researchId, content, conversation);
        }
    }
}
