package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.write.MessageStore.Found;
import dev.paco.consumer.write.WriteOutcome.Stored;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes a batch of messages and tells what became of each. An error means an outage: nothing is known of the batch and
 * all of it may be tried again. Thread-safe.
 */
@Component
final class BatchWriter {

    private final FirstCopies first;
    private final MessageStore store;
    private final Commits commits;

    BatchWriter(FirstCopies first, MessageStore store, Commits commits) {
        this.first = first;
        this.store = store;
        this.commits = commits;
    }

    /** Remembers participants who have withdrawn, each with their latest time. */
    Mono<Void> remember(List<ParticipantErased> erased) {
        return erased.isEmpty() ? Mono.empty() : store.remember(erased);
    }

    /** Writes {@code messages}, first copies in this order; the outcomes are in the same order. */
    Mono<List<WriteOutcome>> write(List<MessageEvent> messages) {
        FoldedBatch batch = FoldedBatch.of(messages);
        List<Integer> firstCopies = batch.firstCopies();
        return first.write(batch.at(firstCopies))
                .doOnNext(outcomes -> batch.note(firstCopies, outcomes))
                .then(Mono.defer(() -> findRest(batch)))
                .then(Mono.defer(() -> writeOtherTextsOfUnstored(batch)))
                .then(Mono.fromSupplier(batch::outcomes));
    }

    /** Finds the rows of keys that were there already, and keeps later texts of all keys as revisions. */
    private Mono<Void> findRest(FoldedBatch batch) {
        List<Integer> missing = batch.toFind();
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        List<MessageEvent> messages = batch.at(missing);
        return store.findAndRevise(messages)
                .doOnNext(rows -> rows.forEach(
                        row -> batch.note(missing.get(row.index()), outcome(messages.get(row.index()), row))))
                .then();
    }

    private WriteOutcome outcome(MessageEvent message, Found found) {
        if (!found.own()) {
            return new Unwritable(
                    DeadLetterReason.KEY_OF_ANOTHER_PARTICIPANT, "message_key is that of another participant's row");
        }
        if (found.revised()) {
            commits.revised(message);
        }
        Outcome kind = found.revised() ? Outcome.REVISED : commits.outcomeOfFound(message);
        return new Stored(kind, found.id(), found.timestamp());
    }

    /** What is refused of a first copy may be taken of the next. */
    private Mono<Void> writeOtherTextsOfUnstored(FoldedBatch batch) {
        List<Integer> others = batch.otherTextsOfUnstored();
        if (others.isEmpty()) {
            return Mono.empty();
        }
        return write(batch.at(others))
                .doOnNext(outcomes -> {
                    for (int i = 0; i < outcomes.size(); i++) {
                        batch.note(others.get(i), outcomes.get(i));
                    }
                })
                .then();
    }
}
