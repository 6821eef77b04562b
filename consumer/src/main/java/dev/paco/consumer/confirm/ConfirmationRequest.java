package dev.paco.consumer.confirm;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.HeaderText;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;

/**
 * Where a gateway waits for which event.
 *
 * @param partition of {@code paco.confirmations}
 * @param eventId the event's {@code ce_id}
 */
public record ConfirmationRequest(int partition, UUID eventId) {

    /** What the headers of a record ask for; empty when they ask for nothing that makes sense. */
    public static Optional<ConfirmationRequest> of(Headers headers) {
        String partition =
                HeaderText.of(headers, EventHeaders.CONFIRM_PARTITION).orElse(null);
        if (partition == null) {
            return Optional.empty();
        }
        String eventId = HeaderText.of(headers, EventHeaders.ID).orElse(null);
        if (eventId == null) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(partition);
            return number >= 0 && number < PacoTopic.CONFIRMATIONS.partitions()
                    ? Optional.of(new ConfirmationRequest(number, UUID.fromString(eventId)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
