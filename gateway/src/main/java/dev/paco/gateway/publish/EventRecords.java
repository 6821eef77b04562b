package dev.paco.gateway.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.topic.PacoTopic;
import dev.paco.common.trace.Traceparent;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes the Kafka record of an event: CloudEvents in binary mode, keyed by the conversation. Thread-safe. */
final class EventRecords {

    private static final byte[] SPEC_VERSION = EventHeaders.SPEC_VERSION_1_0.getBytes(US_ASCII);
    private static final byte[] SOURCE = EventHeaders.GATEWAY.getBytes(US_ASCII);
    private static final byte[] CONTENT_TYPE = EventHeaders.JSON.getBytes(US_ASCII);

    /** The record of {@code outbound}, whose readers go on from {@code trace}. */
    ProducerRecord<byte[], byte[]> record(OutboundEvent outbound, @Nullable Traceparent trace) {
        Payload payload = outbound.payload();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(PacoTopic.MESSAGES.name(), payload.key().getBytes(UTF_8), payload.encode());
        Headers headers = record.headers()
                .add(EventHeaders.SPEC_VERSION, SPEC_VERSION)
                .add(EventHeaders.ID, outbound.eventId().toString().getBytes(US_ASCII))
                .add(EventHeaders.TYPE, payload.type().getBytes(US_ASCII))
                .add(EventHeaders.SOURCE, SOURCE)
                .add(
                        EventHeaders.TIME,
                        IsoTimestamp.format(payload.receivedAt()).getBytes(US_ASCII))
                .add(EventHeaders.CONTENT_TYPE, CONTENT_TYPE);
        if (payload.subject() != null) {
            headers.add(EventHeaders.SUBJECT, payload.subject().getBytes(US_ASCII));
        }
        if (trace != null) {
            headers.add(EventHeaders.TRACEPARENT, trace.toString().getBytes(US_ASCII));
        }
        if (outbound.confirmPartition() != null) {
            headers.add(
                    EventHeaders.CONFIRM_PARTITION,
                    outbound.confirmPartition().toString().getBytes(US_ASCII));
        }
        return record;
    }
}
