package dev.paco.gateway.confirm;

import dev.paco.common.event.ConfirmationCodec;
import dev.paco.common.topic.PacoTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads one partition of {@code paco.confirmations} from its end, in no group: what was said before is of no use. On a
 * thread of its own, and begun anew after every failure; a listener container would end when Kafka is away for long at
 * its start.
 */
@Component
final class ConfirmationReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConfirmationReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int API_TIMEOUT_MILLIS = 5_000;

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ConfirmationPartition partition;
    private final PendingConfirmations pending;
    private final ConfirmationCodec codec = new ConfirmationCodec();
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread reader;

    ConfirmationReader(KafkaProperties kafka, ConfirmationPartition partition, PendingConfirmations pending) {
        this.partition = partition;
        this.pending = pending;
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "paco-gateway-confirmations");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        this.consumers = new DefaultKafkaConsumerFactory<>(consumer);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        reader = new Thread(this::readUntilStopped, "paco-confirmations");
        reader.start();
    }

    @Override
    public void stop() {
        Thread stopped = reader;
        reader = null;
        stopping.countDown();
        try {
            if (stopped != null) {
                stopped.join(API_TIMEOUT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs before the web server starts, and until it has answered what it took. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private void readUntilStopped() {
        while (!isStopping(Duration.ZERO)) {
            try (Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
                read(consumer);
            } catch (KafkaException | org.springframework.kafka.KafkaException e) {
                log.info("Confirmations cannot be read yet: {}", e.getMessage());
            } finally {
                partition.reading(false);
            }
            boolean unused = isStopping(PAUSE);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        TopicPartition read = new TopicPartition(PacoTopic.CONFIRMATIONS.name(), partition.number());
        consumer.assign(List.of(read));
        consumer.seekToEnd(List.of(read));
        // Settles where the end is, before anybody relies on hearing what comes after it.
        long end = consumer.position(read);
        log.info("Confirmations are read from {} at {}", read, end);
        partition.reading(true);
        while (!isStopping(Duration.ZERO)) {
            consumer.poll(POLL).forEach(record -> codec.decode(record.value()).forEach(pending::arrived));
        }
    }

    private boolean isStopping(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
