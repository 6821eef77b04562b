package dev.paco.gateway.publish;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.trace.Traceparent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the log.
 *
 * @param eventId its own id, a UUIDv7
 * @param payload what it says
 * @param traceparent the caller's; null when it sent none
 * @param confirmPartition where the gateway waits for the writer's word; null when it does not
 */
public record OutboundEvent(
        UUID eventId,
        Payload payload,
        @Nullable Traceparent traceparent,
        @Nullable Integer confirmPartition) {

    /** The event of a message. */
    public OutboundEvent(
            UUID eventId, MessageEvent event, @Nullable Traceparent traceparent, @Nullable Integer confirmPartition) {
        this(eventId, new Payload.Message(event), traceparent, confirmPartition);
    }
}
