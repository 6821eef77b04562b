package dev.paco.common.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writer's word to a waiting gateway that an event has found its end.
 *
 * @param eventId the event's {@code ce_id}
 * @param outcome what became of it
 * @param messageId id of the row that holds the message; null when there is none
 * @param timestamp the row's timestamp; null when there is no row
 */
public record Confirmation(
        UUID eventId,
        Outcome outcome,
        @Nullable Long messageId,
        @Nullable Instant timestamp) {}
