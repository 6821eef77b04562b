package dev.paco.consumer.write;

import dev.paco.common.broker.BrokerLogin;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.WriterGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Group {@code paco-writer}: a blocking batch listener that tries again without end and never skips. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {

    private static final int DELIVERY_TIMEOUT_MILLIS = 30_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final long MAX_BLOCK_MILLIS = 10_000;
    private static final int COMMIT_MILLIS = 500;

    private static final int MAX_POLL_INTERVAL_MILLIS = 600_000;

    /** A fetch from a broker nearby; from one that is farther away nothing comes along. */
    private static final Duration FOR_MORE = Duration.ofMillis(2);

    /** Of what is polled at once, for each connection: between two polls the database has nothing to do. */
    private static final int STATEMENTS = 3;

    /** What all clients of the brokers have in common; {@code spring.kafka.*} wins. */
    @Bean
    @ConfigurationProperties("spring.kafka")
    KafkaProperties kafka(Environment environment) {
        KafkaProperties kafka = new KafkaProperties();
        kafka.getProperties().putAll(BrokerLogin.of(environment::getProperty).clientProperties());
        return kafka;
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> writer(
            KafkaProperties kafka, WriterProperties properties, MessageBatchListener listener) {
        ContainerProperties container = new ContainerProperties(PacoTopic.MESSAGES.name());
        container.setGroupId(WriterGroup.NAME);
        container.setMessageListener(listener);
        // Now and then is enough: what is written again after a crash are duplicates. The last commit of a series is as
        // late as a poll may be.
        container.setAckMode(ContainerProperties.AckMode.TIME);
        container.setAckTime(COMMIT_MILLIS);
        container.setPollTimeout(COMMIT_MILLIS);
        container.setSyncCommits(true);
        // Rights may be given later; without this the listener would end.
        container.setAuthExceptionRetryInterval(properties.retryAtMost());
        ConcurrentMessageListenerContainer<byte[], byte[]> writer =
                new ConcurrentMessageListenerContainer<>(gathering(consumer(kafka, properties)), container);
        writer.setCommonErrorHandler(neverSkipping(properties));
        writer.setAutoStartup(false);
        return writer;
    }

    private static ConsumerFactory<byte[], byte[]> gathering(Map<String, Object> configuration) {
        return new DefaultKafkaConsumerFactory<>(configuration) {
            @Override
            protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> configuration) {
                return new GatheringConsumer(configuration, FOR_MORE, Lanes.WORTH_A_STATEMENT);
            }
        };
    }

    private static Map<String, Object> consumer(KafkaProperties kafka, WriterProperties properties) {
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, WriterGroup.NAME);
        consumer.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A partition without an offset is read from its start: what was written before is a duplicate.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, STATEMENTS * properties.batchSize() * properties.concurrency());
        // Even statements of the fewest rows take no longer for all that is polled.
        consumer.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS);
        consumer.put(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Math.toIntExact(properties.fetchSize().toBytes()));
        return consumer;
    }

    private static DefaultErrorHandler neverSkipping(WriterProperties properties) {
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.retryAfter().toMillis(), 2);
        backOff.setMaxInterval(properties.retryAtMost().toMillis());
        backOff.setMaxAttempts(Long.MAX_VALUE);
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, failure) -> {
                    throw new IllegalStateException("A record must never be skipped", failure);
                },
                backOff);
        // No exception is fatal by its type: what can never be written is a value, not an exception.
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @Bean
    KafkaTemplate<byte[], byte[]> producer(KafkaProperties kafka) {
        Map<String, Object> producer = kafka.buildProducerProperties();
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, WriterGroup.NAME + "-producer");
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        producer.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                PacoTopic.DEAD_LETTERS.configuration().get("max.message.bytes"));
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(producer));
    }

    @Bean
    KafkaAdmin topics(KafkaProperties kafka, WriterProperties properties) {
        List<NewTopic> topics = PacoTopic.all().stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), properties.replicationFactor())
                        .configs(topic.configuration()))
                .toList();
        KafkaAdmin admin = new KafkaAdmin(new HashMap<>(kafka.buildAdminProperties())) {
            @Override
            protected java.util.Collection<NewTopic> newTopics() {
                return topics;
            }
        };
        admin.setAutoCreate(false);
        return admin;
    }
}
