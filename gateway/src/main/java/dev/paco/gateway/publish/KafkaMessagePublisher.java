package dev.paco.gateway.publish;

import dev.paco.common.topic.PacoTopic;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Publishes with an idempotent producer and acks=all.
 *
 * <p>{@link Producer#send} blocks while metadata is missing or the buffer is full, so that one thread of its own calls
 * it, from a queue that is bounded by {@link InFlight}. What a request was no longer told keeps its place until the log
 * has it or {@code delivery-timeout} has passed.
 */
@Component
final class KafkaMessagePublisher implements MessagePublisher, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KafkaMessagePublisher.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final ProducerFactory<byte[], byte[]> producers;
    private final PublishProperties properties;
    private final PublishMetrics metrics;
    private final EventRecords records = new EventRecords();
    private final InFlight inFlight;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private @Nullable Thread sender;

    KafkaMessagePublisher(
            ProducerFactory<byte[], byte[]> producers, PublishProperties properties, PublishMetrics metrics) {
        this.producers = producers;
        this.properties = properties;
        this.metrics = metrics;
        this.inFlight = new InFlight(
                properties.maxInFlight(), properties.maxInFlightSize().toBytes());
        metrics.watch(inFlight);
    }

    @Override
    public Mono<PublishResult> publish(OutboundEvent event) {
        return Mono.<PublishResult>create(sink -> enqueue(records.record(event), sink))
                .timeout(properties.timeout(), Mono.just(PublishResult.UNREACHABLE))
                .doOnNext(metrics::told);
    }

    @Override
    public boolean hasRoom() {
        return inFlight.hasRoom();
    }

    @Override
    public void start() {
        running = true;
        sender = new Thread(this::sendAll, "paco-publisher");
        sender.start();
    }

    /** Sends what is queued, then returns; requests no longer come, since the web server has stopped before. */
    @Override
    public void stop() {
        running = false;
        Thread stopping = sender;
        sender = null;
        if (stopping == null) {
            return;
        }
        try {
            stopping.join(DRAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }

    private void enqueue(ProducerRecord<byte[], byte[]> record, MonoSink<PublishResult> sink) {
        Pending pending = new Pending(record, sink, System.nanoTime());
        if (inFlight.tryAcquire(pending.size())) {
            queue.add(pending);
        } else {
            sink.success(PublishResult.FULL);
        }
    }

    private void sendAll() {
        Producer<byte[], byte[]> producer = null;
        while (running || !queue.isEmpty()) {
            try {
                Pending next = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                producer = producer != null ? producer : createProducer();
                if (next != null) {
                    send(producer, next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (producer != null) {
            producer.close(DRAIN);
        }
    }

    /** Null while no bootstrap server's name can be resolved. */
    private @Nullable Producer<byte[], byte[]> createProducer() {
        try {
            return producers.createProducer();
        } catch (KafkaException e) {
            log.warn("No producer yet for {}: {}", PacoTopic.MESSAGES.name(), e.getMessage());
            return null;
        }
    }

    private void send(@Nullable Producer<byte[], byte[]> producer, Pending pending) {
        if (producer == null || pending.age().compareTo(properties.deliveryTimeout()) > 0) {
            done(pending, PublishResult.UNREACHABLE);
            return;
        }
        try {
            Future<RecordMetadata> unused =
                    producer.send(pending.record(), (metadata, failure) -> acknowledged(pending, failure));
        } catch (KafkaException e) {
            acknowledged(pending, e);
        }
    }

    private void acknowledged(Pending pending, @Nullable Exception failure) {
        if (failure == null) {
            metrics.acknowledged(pending.age());
            done(pending, PublishResult.PUBLISHED);
        } else {
            log.warn("An event did not get on the log: {}", failure.toString());
            done(pending, PublishResult.UNREACHABLE);
        }
    }

    private void done(Pending pending, PublishResult result) {
        inFlight.release(pending.size());
        pending.sink().success(result);
    }

    private record Pending(ProducerRecord<byte[], byte[]> record, MonoSink<PublishResult> sink, long since) {

        private static final int HEADERS = 400;

        int size() {
            return record.key().length + record.value().length + HEADERS;
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
