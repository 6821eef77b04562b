package dev.paco.consumer.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.ConversationObservedCodec;
import dev.paco.common.event.EventHeaders;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records that say something of a whole conversation. */
public final class Observations {

    private static final byte[] TYPE = EventHeaders.CONVERSATION_OBSERVED_V1.getBytes(UTF_8);
    private static final ConversationObservedCodec CODEC = new ConversationObservedCodec();

    private Observations() {}

    /** Whether {@code record} claims to be an observation. */
    public static boolean isOne(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return type != null && Arrays.equals(type.value(), TYPE);
    }

    /** What {@code record} says; empty when it is no observation, or none that can be read. */
    public static Optional<ConversationObserved> of(ConsumerRecord<byte[], byte[]> record) {
        return isOne(record) ? CODEC.decode(record.value()) : Optional.empty();
    }
}
