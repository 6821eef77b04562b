package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.DecodeResult;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.MessageEventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the event that a record of the log holds. Thread-safe. */
public final class RecordDecoder {

    private final MessageEventCodec codec = new MessageEventCodec();

    /** The event, or why there can never be one. */
    public DecodeResult decode(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return codec.decode(
                record.value(), type == null || type.value() == null ? null : new String(type.value(), UTF_8));
    }
}
