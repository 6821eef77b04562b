package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.DecodeResult;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.MessageEventCodec;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the event that a record of the log holds. Thread-safe. */
public final class RecordDecoder {

    private static final byte[] MESSAGE = EventHeaders.MESSAGE_SUBMITTED_V1.getBytes(UTF_8);

    private final MessageEventCodec codec = new MessageEventCodec();

    /** The event, or why there can never be one. */
    public DecodeResult decode(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return codec.decode(record.value(), type == null ? null : text(type.value()));
    }

    /** Whether a record of {@code type}, the value of its header, claims to be a message. */
    static boolean isMessage(byte @Nullable [] type) {
        return Arrays.equals(type, MESSAGE);
    }

    private static @Nullable String text(byte @Nullable [] type) {
        if (type == null) {
            return null;
        }
        return isMessage(type) ? EventHeaders.MESSAGE_SUBMITTED_V1 : new String(type, UTF_8);
    }
}
