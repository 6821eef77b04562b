package dev.paco.gateway.save;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.paco.common.event.Confirmation;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.trace.Traceparent;
import dev.paco.gateway.confirm.ConfirmationTicket;
import dev.paco.gateway.confirm.PendingConfirmations;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.publish.MessagePublisher;
import dev.paco.gateway.publish.OutboundEvent;
import dev.paco.gateway.publish.PublishResult;
import dev.paco.gateway.save.SaveResult.Accepted;
import dev.paco.gateway.save.SaveResult.Refused;
import dev.paco.gateway.save.SaveResult.Saved;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a message on the log and waits for its row as long as that is asked for and of use. Thread-safe. */
@Service
final class SaveMessage {

    private final MessagePublisher publisher;
    private final PendingConfirmations confirmations;
    private final TimeBasedEpochGenerator eventIds;

    SaveMessage(MessagePublisher publisher, PendingConfirmations confirmations, TimeBasedEpochGenerator eventIds) {
        this.eventIds = eventIds;
        this.publisher = publisher;
        this.confirmations = confirmations;
    }

    /**
     * Saves {@code event}; the result comes within the publisher's timeout and {@code wait}.
     *
     * @param wait how long to wait for the row once the log has the event
     */
    Mono<SaveResult> save(MessageEvent event, @Nullable Traceparent traceparent, Duration wait) {
        return Mono.defer(() -> {
            UUID eventId = eventIds.generate();
            ConfirmationTicket ticket = confirmations.ticketFor(eventId, wait);
            return publisher
                    .publish(new OutboundEvent(eventId, event, traceparent, ticket.partition()))
                    .flatMap(result -> answer(result, event, ticket))
                    .doOnCancel(ticket.release());
        });
    }

    private static Mono<SaveResult> answer(PublishResult result, MessageEvent event, ConfirmationTicket ticket) {
        return switch (result) {
            case PUBLISHED ->
                ticket.confirmed()
                        .map(confirmation -> confirmed(confirmation, event))
                        .defaultIfEmpty(accepted(event));
            case UNREACHABLE ->
                refused(ticket, ProblemCode.LOG_UNREACHABLE, "The message could not be saved yet; try again shortly");
            case FULL -> refused(ticket, ProblemCode.GATEWAY_FULL, "The gateway has its hands full; try again shortly");
        };
    }

    private static Mono<SaveResult> refused(ConfirmationTicket ticket, ProblemCode code, String detail) {
        ticket.release().run();
        return Mono.just(new Refused(Problem.of(code, detail)));
    }

    /** Without a row the event is where it can be redriven from: on the log, which is what 202 says. */
    private static SaveResult confirmed(Confirmation confirmation, MessageEvent event) {
        Long messageId = confirmation.messageId();
        return messageId == null || confirmation.timestamp() == null
                ? accepted(event)
                : new Saved(messageId, confirmation.timestamp());
    }

    private static SaveResult accepted(MessageEvent event) {
        return new Accepted(event.messageKey(), event.timestamp());
    }
}
