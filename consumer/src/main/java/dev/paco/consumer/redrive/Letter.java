package dev.paco.consumer.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventOwner;
import dev.paco.consumer.deadletter.DeadLetterHeaders;
import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.deadletter.LetterOrigin;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.HeaderText;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its content, as its last attempt left it.
 *
 * @param id its name
 * @param partition where it stands on {@code paco.messages.dlt}
 * @param offset where it stands there
 * @param attempt how many times it has been tried to write it
 * @param reason the code of why it was refused the last time
 * @param detail the fault in words
 * @param receivedAt when the record first came to the log
 * @param refusedAt when it was refused the last time
 * @param conversation the record's key; null when it has none
 * @param researchId whose it is; null when the value does not tell
 * @param bytes how long the value is
 */
public record Letter(
        LetterId id,
        int partition,
        long offset,
        int attempt,
        String reason,
        String detail,
        Instant receivedAt,
        Instant refusedAt,
        @Nullable String conversation,
        @Nullable String researchId,
        int bytes) {

    /** The reason of a letter that gives none. */
    static final String NO_REASON = "unknown";

    private static final EventOwner OWNER = new EventOwner();

    /** What {@code letter} is, read from {@code paco.messages.dlt}. */
    static Letter of(ConsumerRecord<byte[], byte[]> letter) {
        LetterOrigin origin = LetterOrigin.ofLetter(letter);
        return new Letter(
                origin.id(),
                letter.partition(),
                letter.offset(),
                origin.attempt(),
                HeaderText.of(letter.headers(), DeadLetterHeaders.REASON).orElse(NO_REASON),
                HeaderText.of(letter.headers(), DeadLetterHeaders.DETAIL).orElse(""),
                origin.time(),
                CopyHeaders.originalTime(letter),
                letter.key() == null ? null : new String(letter.key(), UTF_8),
                OWNER.researchId(letter.value()).orElse(null),
                letter.value() == null ? 0 : letter.value().length);
    }
}
