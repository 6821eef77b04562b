package dev.paco.gateway.publish;

import dev.paco.common.broker.BrokerLogin;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The producer: idempotent, acks=all, in order. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    private static final long MAX_BLOCK_MILLIS = 1_000;
    private static final int CLOSE_SECONDS = 5;
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final long BUFFER_PER_BYTE_IN_FLIGHT = 2;

    /** What all clients of the brokers have in common; {@code spring.kafka.*} wins. */
    @Bean
    @ConfigurationProperties("spring.kafka")
    KafkaProperties kafka(Environment environment) {
        KafkaProperties kafka = new KafkaProperties();
        kafka.getProperties().putAll(BrokerLogin.of(environment::getProperty).clientProperties());
        return kafka;
    }

    @Bean
    ProducerFactory<byte[], byte[]> producers(KafkaProperties kafka, PublishProperties properties) {
        Map<String, Object> producer = kafka.buildProducerProperties();
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, "paco-gateway");
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        producer.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(properties.deliveryTimeout().toMillis()));
        producer.put(ProducerConfig.LINGER_MS_CONFIG, properties.linger().toMillis());
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, properties.compression());
        producer.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_PER_BYTE_IN_FLIGHT * properties.maxInFlightSize().toBytes());
        DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(producer);
        factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
        return factory;
    }
}
