package dev.paco.consumer.log;

import dev.paco.common.event.IsoTimestamp;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record says of itself that was moved to the end of its partition, when a participant before it was erased. The
 * writer has been past the first one when a copy is made, so it never becomes a second dead letter.
 */
public final class CopyHeaders {

    /** All headers of ours start with this. */
    public static final String PREFIX = "paco-copied-";

    /** The offset that it had when it came to the log. */
    public static final String OFFSET = PREFIX + "offset";

    /** When it came to the log, RFC 3339. */
    public static final String TIME = PREFIX + "time";

    private CopyHeaders() {}

    /** Whether {@code record} is a copy. */
    public static boolean isCopy(ConsumerRecord<?, ?> record) {
        return HeaderText.of(record.headers(), OFFSET).isPresent();
    }

    /** The offset that {@code record} had when it came to the log. */
    public static long originalOffset(ConsumerRecord<?, ?> record) {
        return HeaderText.of(record.headers(), OFFSET)
                .filter(offset -> offset.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(record.offset());
    }

    /** When {@code record} came to the log. */
    public static Instant originalTime(ConsumerRecord<?, ?> record) {
        return HeaderText.of(record.headers(), TIME)
                .flatMap(IsoTimestamp::parse)
                .orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    }
}
