package dev.paco.consumer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.topic.PacoTopic;
import dev.paco.common.trace.MessageLine;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.HeaderText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Puts records that can never be written on {@code paco.messages.dlt}: original bytes, key and headers, and why.
 *
 * <p>At least once: a batch that is repeated can repeat its letters, which have their origin in common.
 */
@Component
public final class DeadLetterPublisher {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final KafkaTemplate<byte[], byte[]> kafka;

    DeadLetterPublisher(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Publishes {@code letters} and returns when all in-sync replicas have them.
     *
     * @throws DeadLetterOutageException when they do not; the batch must be tried again
     */
    public void publish(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        CompletableFuture<?>[] sent =
                letters.stream().map(letter -> kafka.send(record(letter))).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(sent).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLetterOutageException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DeadLetterOutageException(e);
        }
        letters.forEach(DeadLetterPublisher::log);
    }

    private static void log(DeadLetter letter) {
        Headers headers = letter.record().headers();
        MessageLine.of(
                        log.atWarn(),
                        HeaderText.of(headers, EventHeaders.SUBJECT).orElse(null),
                        HeaderText.of(headers, EventHeaders.TRACEPARENT).orElse(null))
                .log(
                        "Dead letter {} of {}-{}@{}: {}",
                        letter.reason().code(),
                        letter.record().topic(),
                        letter.record().partition(),
                        letter.record().offset(),
                        letter.detail());
    }

    private static ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> original = letter.record();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(PacoTopic.DEAD_LETTERS.name(), null, original.key(), original.value());
        for (Header header : original.headers()) {
            if (isOriginal(header)) {
                record.headers().add(header);
            }
        }
        add(record, DeadLetterHeaders.REASON, letter.reason().code());
        add(record, DeadLetterHeaders.DETAIL, letter.detail());
        LetterOrigin origin = LetterOrigin.ofRefused(original);
        add(record, DeadLetterHeaders.TOPIC, origin.id().topic());
        add(record, DeadLetterHeaders.PARTITION, Integer.toString(origin.id().partition()));
        add(record, DeadLetterHeaders.OFFSET, Long.toString(origin.id().offset()));
        add(record, DeadLetterHeaders.TIME, IsoTimestamp.format(origin.time()));
        add(record, DeadLetterHeaders.ATTEMPT, Integer.toString(origin.attempt()));
        return record;
    }

    /** Whether a record had {@code header} when it first came to the log. */
    public static boolean isOriginal(Header header) {
        return Stream.of(DeadLetterHeaders.PREFIX, RedriveHeaders.PREFIX, CopyHeaders.PREFIX)
                .noneMatch(header.key()::startsWith);
    }

    private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
