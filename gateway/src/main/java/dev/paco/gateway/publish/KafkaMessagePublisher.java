package dev.paco.gateway.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.topic.PacoTopic;
import dev.paco.common.trace.MessageLine;
import dev.paco.gateway.publish.Deadlines.Waiting;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
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
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final ProducerFactory<byte[], byte[]> producers;
    private final PublishProperties properties;
    private final PublishMetrics metrics;
    private final PublishSpans spans;
    private final EventRecords records = new EventRecords();
    private final InFlight inFlight;
    private final Deadlines deadlines;
    private final WakingQueue<Pending> queue = new WakingQueue<>();
    private volatile boolean running;
    private @Nullable Thread sender;
    /** Of the sending thread alone. */
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaMessagePublisher(
            ProducerFactory<byte[], byte[]> producers,
            PublishProperties properties,
            PublishMetrics metrics,
            PublishSpans spans) {
        this.spans = spans;
        this.producers = producers;
        this.properties = properties;
        this.metrics = metrics;
        this.inFlight = new InFlight(properties);
        this.deadlines = new Deadlines(properties.timeout());
        metrics.watch(inFlight);
    }

    @Override
    public Mono<PublishResult> publish(OutboundEvent event) {
        return spans.around(
                event,
                trace -> Mono.<PublishResult>create(
                                sink -> enqueue(event.payload().sender(), records.record(event, trace), sink))
                        .doOnNext(metrics::told));
    }

    @Override
    public boolean hasRoom() {
        return inFlight.hasRoom();
    }

    @Override
    public boolean isFullFor(String researchId) {
        return inFlight.isFullFor(researchId);
    }

    @Override
    public void start() {
        running = true;
        sender = new Thread(this::sendAll, "paco-publisher");
        sender.start();
        deadlines.start();
    }

    /** Sends what is queued, then returns; requests no longer come, since the web server has stopped before. Takes 10 s at most. */
    @Override
    public void stop() {
        running = false;
        Thread stopping = sender;
        sender = null;
        if (stopping == null) {
            return;
        }
        try {
            stopping.join(DRAIN.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadlines.stop();
    }

    /** Runs before the web server starts, and until it has answered what it took. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }

    private void enqueue(String sender, ProducerRecord<byte[], byte[]> record, MonoSink<PublishResult> sink) {
        int size = Pending.size(record);
        if (inFlight.tryAcquire(sender, size)) {
            queue.add(new Pending(sender, record, size, deadlines.begin(sink)));
        } else {
            sink.success(PublishResult.FULL);
        }
    }

    private void sendAll() {
        long end = Long.MAX_VALUE;
        while (running || (!queue.isEmpty() && System.nanoTime() < end)) {
            if (!running && end == Long.MAX_VALUE) {
                end = System.nanoTime() + DRAIN.toNanos();
            }
            Pending next = queue.poll(IDLE);
            if (next != null) {
                send(next);
            }
        }
        for (Pending late = queue.poll(Duration.ZERO); late != null; late = queue.poll(Duration.ZERO)) {
            done(late, PublishResult.UNREACHABLE);
        }
        retire();
    }

    /** One that cannot be sent at all leaves a broken producer: it is tried again with a new one, once. */
    private void send(Pending pending) {
        if (!isSent(pending)) {
            retire();
            if (!isSent(pending)) {
                done(pending, PublishResult.UNREACHABLE);
            }
        }
    }

    // Whatever it is, this thread must not end: nothing would be published ever again.
    private boolean isSent(Pending pending) {
        if (pending.waiting().age().compareTo(properties.deliveryTimeout()) > 0) {
            done(pending, PublishResult.UNREACHABLE);
            return true;
        }
        try {
            producer = producer != null ? producer : producers.createProducer();
            Future<RecordMetadata> unused =
                    producer.send(pending.record(), (metadata, failure) -> acknowledged(pending, failure));
            return true;
        } catch (RuntimeException | Error e) {
            log.warn("The producer of {} does not work: {}", PacoTopic.MESSAGES.name(), e.toString());
            return false;
        }
    }

    /** The factory keeps one producer until it is reset; closing that one waits for what it has been given. */
    private void retire() {
        producer = null;
        try {
            producers.reset();
        } catch (RuntimeException e) {
            log.warn("The producer of {} did not close: {}", PacoTopic.MESSAGES.name(), e.toString());
        }
    }

    private void acknowledged(Pending pending, @Nullable Exception failure) {
        if (failure == null) {
            Duration age = pending.waiting().age();
            metrics.acknowledged(age);
            inFlight.acknowledged(age);
            if (log.isDebugEnabled()) {
                line(pending, log.atDebug()).log("An event is on the log after {} ms", age.toMillis());
            }
            done(pending, PublishResult.PUBLISHED);
        } else {
            line(pending, log.atWarn()).log("An event did not get on the log: {}", failure.toString());
            done(pending, PublishResult.UNREACHABLE);
        }
    }

    private static LoggingEventBuilder line(Pending pending, LoggingEventBuilder line) {
        return MessageLine.of(
                line, text(pending.record(), EventHeaders.SUBJECT), text(pending.record(), EventHeaders.TRACEPARENT));
    }

    private static @Nullable String text(ProducerRecord<byte[], byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), US_ASCII);
    }

    private void done(Pending pending, PublishResult result) {
        inFlight.release(pending.sender(), pending.size());
        pending.waiting().tell(result);
    }

    private record Pending(String sender, ProducerRecord<byte[], byte[]> record, int size, Waiting waiting) {

        private static final int HEADERS = 400;

        static int size(ProducerRecord<byte[], byte[]> record) {
            return record.key().length + record.value().length + HEADERS;
        }
    }
}
