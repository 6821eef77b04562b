package dev.paco.gateway.confirm;

import dev.paco.common.event.Confirmation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one save may expect of the writer.
 *
 * @param partition the partition to name in the event; null when no confirmation is asked for
 * @param confirmed the confirmation; empty when it does not come in time or nobody waits
 * @param release to be called when nobody will subscribe to {@code confirmed}
 */
public record ConfirmationTicket(@Nullable Integer partition, Mono<Confirmation> confirmed, Runnable release) {

    static final ConfirmationTicket NONE = new ConfirmationTicket(null, Mono.empty(), () -> {});
}
