package dev.paco.gateway.publish;

import reactor.core.publisher.Mono;

/** The way to the log. */
public interface MessagePublisher {

    /**
     * Puts {@code event} on the log. Never blocks and never fails: within {@code paco.gateway.publish.timeout} there is
     * a result. Events of one conversation get on the log in the order of the subscriptions.
     */
    Mono<PublishResult> publish(OutboundEvent event);

    /** Whether events are taken at all: not while as many are on their way as ever may be. */
    boolean hasRoom();

    /** Whether a further event of this participant would be refused now, be it that the log is slower than events come. */
    boolean isFullFor(String researchId);
}
