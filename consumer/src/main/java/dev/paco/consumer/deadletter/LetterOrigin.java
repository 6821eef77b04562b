package dev.paco.consumer.deadletter;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.HeaderText;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Where a dead letter comes from.
 *
 * @param id where its record first stood
 * @param time when the record came to the log
 * @param attempt how many times it has been tried to write it, 1 when it never was redriven
 */
public record LetterOrigin(LetterId id, Instant time, int attempt) {

    /** The origin of the letter that a record of {@code paco.messages} becomes. */
    static LetterOrigin ofRefused(ConsumerRecord<byte[], byte[]> record) {
        Optional<LetterId> redriven =
                HeaderText.of(record.headers(), RedriveHeaders.LETTER).flatMap(LetterId::of);
        return new LetterOrigin(
                redriven.orElseGet(
                        () -> new LetterId(record.topic(), record.partition(), CopyHeaders.originalOffset(record))),
                redriven.flatMap(id -> time(record.headers(), RedriveHeaders.TIME))
                        .orElseGet(() -> CopyHeaders.originalTime(record)),
                redriven.map(id -> number(record.headers(), RedriveHeaders.ATTEMPT))
                                .orElse(0)
                        + 1);
    }

    /** The origin of a record of {@code paco.messages.dlt}, whoever put it there. */
    public static LetterOrigin ofLetter(ConsumerRecord<byte[], byte[]> letter) {
        return new LetterOrigin(
                id(letter.headers())
                        .orElseGet(() -> new LetterId(
                                PacoTopic.DEAD_LETTERS.name(), letter.partition(), CopyHeaders.originalOffset(letter))),
                time(letter.headers(), DeadLetterHeaders.TIME).orElseGet(() -> CopyHeaders.originalTime(letter)),
                Math.max(1, number(letter.headers(), DeadLetterHeaders.ATTEMPT)));
    }

    private static Optional<LetterId> id(Headers headers) {
        boolean known = HeaderText.of(headers, DeadLetterHeaders.TOPIC)
                .filter(PacoTopic.MESSAGES.name()::equals)
                .isPresent();
        Optional<String> partition = HeaderText.of(headers, DeadLetterHeaders.PARTITION);
        Optional<String> offset = HeaderText.of(headers, DeadLetterHeaders.OFFSET);
        return known && partition.isPresent() && offset.isPresent()
                ? LetterId.of(partition.get() + "-" + offset.get())
                : Optional.empty();
    }

    private static Optional<Instant> time(Headers headers, String name) {
        return HeaderText.of(headers, name).flatMap(IsoTimestamp::parse);
    }

    private static int number(Headers headers, String name) {
        return HeaderText.of(headers, name)
                .filter(number -> number.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
