package dev.paco.gateway.elevenlabs;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.paco.common.event.MessageEvent;
import dev.paco.gateway.publish.MessagePublisher;
import dev.paco.gateway.publish.OutboundEvent;
import dev.paco.gateway.publish.Payload;
import dev.paco.gateway.publish.PublishResult;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts transcripts on the log: the turns in their order, then what is said of the whole. Thread-safe. */
@Component
final class TranscriptPublisher {

    private static final Logger log = LoggerFactory.getLogger(TranscriptPublisher.class);

    /** Less than one sender may always have on its way, whatever a transcript's length. */
    private static final int AT_ONCE = 50;

    private final MessagePublisher publisher;
    private final TimeBasedEpochGenerator eventIds;
    private final ElevenLabsMetrics metrics;

    TranscriptPublisher(MessagePublisher publisher, TimeBasedEpochGenerator eventIds, ElevenLabsMetrics metrics) {
        this.metrics = metrics;
        this.publisher = publisher;
        this.eventIds = eventIds;
    }

    /** Publishes all of it and tells how many turns that were; empty when the log does not take everything now. */
    Mono<Integer> publish(Transcript transcript, TranscriptEvents events) {
        List<MessageEvent> messages = events.messages(transcript);
        long tooLarge = events.tooLarge(transcript);
        if (tooLarge > 0) {
            log.error(
                    "Conversation {} has {} turns that no record has room for", transcript.conversationId(), tooLarge);
        }
        Stream<Payload> payloads = Stream.concat(
                messages.stream().map(Payload.Message::new),
                Stream.of(new Payload.Conversation(events.conversation(transcript, messages.size()))));
        return publish(payloads.toList())
                .filter(published -> published)
                .doOnNext(published -> metrics.lost(tooLarge))
                .map(published -> messages.size());
    }

    /** Keeps what cannot be read; false when the log does not take it now. */
    Mono<Boolean> keep(Payload.Unreadable unreadable) {
        return publish(List.of(unreadable));
    }

    private Mono<Boolean> publish(List<Payload> payloads) {
        return Flux.fromIterable(payloads)
                .map(payload -> new OutboundEvent(eventIds.generate(), payload, null, null))
                .flatMapSequential(publisher::publish, AT_ONCE)
                .all(PublishResult.PUBLISHED::equals);
    }
}
