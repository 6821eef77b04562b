package dev.paco.consumer.log;

import dev.paco.common.broker.BrokerLogin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/** Clients of the brokers, in no consumer group, configured as the writer's are. */
public final class LogClients {

    private static final int BULK_RECORDS = 2000;
    private static final int BULK_BYTES = 16 << 20;
    private static final int PEEK_BYTES = 1 << 20;
    private static final int PEEK_PARTITION_BYTES = 64 << 10;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    private static final String COMMAND = "paco-command";

    private final KafkaProperties kafka;
    private final String clientId;

    private LogClients(KafkaProperties kafka, String clientId) {
        this.kafka = kafka;
        this.clientId = clientId;
    }

    /** From {@code KAFKA_*} and {@code spring.kafka.*} of {@code environment}; the latter win. */
    public static LogClients of(Environment environment) {
        return of(environment, COMMAND);
    }

    /** The same, known to the brokers by {@code clientId}. */
    public static LogClients of(Environment environment, String clientId) {
        KafkaProperties kafka = new KafkaProperties();
        kafka.getProperties().putAll(BrokerLogin.of(environment::getProperty).clientProperties());
        Binder.get(environment).bind("spring.kafka", Bindable.ofInstance(kafka));
        if (!environment.containsProperty("spring.kafka.bootstrap-servers")) {
            kafka.setBootstrapServers(List.of(environment
                    .getProperty("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092")
                    .split(",")));
        }
        return new LogClients(kafka, clientId);
    }

    /**
     * A consumer for partitions that it is given; it commits nothing.
     *
     * @param maxRecords of a poll
     * @param fetchBytes of a fetch
     */
    public Consumer<byte[], byte[]> consumer(int maxRecords, int fetchBytes) {
        return consumer(maxRecords, fetchBytes, Map.of());
    }

    private Consumer<byte[], byte[]> consumer(int maxRecords, int fetchBytes, Map<String, Integer> further) {
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Never skips: what was deleted from the log's beginning meanwhile is told.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        consumer.putAll(further);
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer for looking at single records of many partitions: a fetch brings the first of several, and little more. */
    Consumer<byte[], byte[]> peekingConsumer() {
        return consumer(1, PEEK_BYTES, Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PEEK_PARTITION_BYTES));
    }

    /** A consumer for reading much at once. */
    public Consumer<byte[], byte[]> bulkConsumer() {
        return consumer(BULK_RECORDS, BULK_BYTES);
    }

    /**
     * What is to be read of one partition from {@code start} to before {@code end}, or to where it begins and ends now, in
     * the order in which it came to the log.
     */
    public Reading spanOf(TopicPartition partition, long start, long end) {
        try (Consumer<byte[], byte[]> consumer = consumer(1, 1)) {
            Map<Integer, Reading> readings = LogSpans.of(consumer, partition.topic(), Set.of(partition.partition()))
                    .between(new LogBound.Offset(start), new LogBound.Offset(end));
            Reading reading = readings.get(partition.partition());
            if (reading == null) {
                throw new IllegalStateException("There is no partition " + partition);
            }
            return reading;
        }
    }

    /** A producer that is answered by all in-sync replicas. */
    public Producer<byte[], byte[]> producer(int maxRecordBytes) {
        Map<String, Object> producer = kafka.buildProducerProperties();
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For groups and topics. */
    public Admin admin() {
        Map<String, Object> admin = kafka.buildAdminProperties();
        admin.put("client.id", clientId);
        admin.put("request.timeout.ms", REQUEST_TIMEOUT_MILLIS);
        admin.put("default.api.timeout.ms", REQUEST_TIMEOUT_MILLIS);
        return Admin.create(admin);
    }
}
