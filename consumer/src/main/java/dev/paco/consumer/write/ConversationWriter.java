package dev.paco.consumer.write;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.conversation.ConversationStore;
import dev.paco.consumer.conversation.ConversationStore.Observed;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.write.WriteOutcome.Erased;
import dev.paco.consumer.write.WriteOutcome.Noted;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes what ElevenLabs says of whole conversations. An error means an outage. Thread-safe. */
@Component
final class ConversationWriter {

    private final ConversationStore store;

    ConversationWriter(MessageStore messages) {
        this.store = messages.conversations();
    }

    /** The outcomes are in the order of {@code all}. */
    Mono<List<WriteOutcome>> write(List<ConversationObserved> all) {
        return Isolation.isolated(all, this::observe, refused -> refused, () -> Mono.just(false));
    }

    private Mono<List<WriteOutcome>> observe(List<ConversationObserved> some) {
        return store.observe(some)
                .map(observed ->
                        observed.stream().map(ConversationWriter::outcome).toList());
    }

    private static WriteOutcome outcome(Observed observed) {
        if (observed.erased()) {
            return new Erased();
        }
        if (!observed.anyParticipant()) {
            throw new NoParticipantsException();
        }
        if (!observed.participantKnown()) {
            return new Unwritable(DeadLetterReason.UNKNOWN_PARTICIPANT, "research_id is that of no participant");
        }
        return new Noted(observed.written() ? Outcome.SAVED : Outcome.DUPLICATE);
    }
}
