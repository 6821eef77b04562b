package dev.paco.consumer.confirm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.topic.PacoTopic;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway waits for which event.
 *
 * @param partition of {@code paco.confirmations}
 * @param eventId the event's {@code ce_id}
 */
public record ConfirmationRequest(int partition, UUID eventId) {

    /** What the headers of a record ask for; empty when they ask for nothing that makes sense. */
    public static Optional<ConfirmationRequest> of(Headers headers) {
        String partition = text(headers, EventHeaders.CONFIRM_PARTITION);
        String eventId = text(headers, EventHeaders.ID);
        if (partition == null || eventId == null) {
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

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }
}
