package dev.paco.consumer.write;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.Observations;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a record is about: it is written, and told by meters, as that. */
enum RecordKind {
    /** What somebody said, and whatever cannot be told. */
    MESSAGE,

    /** What is known of a whole conversation. */
    CONVERSATION,

    /** That a participant has withdrawn. */
    ERASURE;

    static RecordKind of(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        if (type == null || RecordDecoder.isMessage(type.value())) {
            return MESSAGE;
        }
        if (Observations.isOne(record)) {
            return CONVERSATION;
        }
        return ErasureNotices.of(record).isPresent() ? ERASURE : MESSAGE;
    }

    /** What can become of it. */
    Set<Outcome> outcomes() {
        return switch (this) {
            case MESSAGE -> EnumSet.allOf(Outcome.class);
            case CONVERSATION -> EnumSet.complementOf(EnumSet.of(Outcome.REVISED));
            case ERASURE -> EnumSet.of(Outcome.ERASED);
        };
    }

    /** A metric's tag. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
