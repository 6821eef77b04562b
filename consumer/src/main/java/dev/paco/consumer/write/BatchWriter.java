package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.database.SqlState;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.write.MessageStore.Found;
import dev.paco.consumer.write.MessageStore.Insertion;
import dev.paco.consumer.write.WriteOutcome.Erased;
import dev.paco.consumer.write.WriteOutcome.Stored;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes a batch of messages and tells what became of each. An error means an outage: nothing is known of the batch and
 * all of it may be tried again. Thread-safe.
 */
@Component
final class BatchWriter {

    private final MessageStore store;

    BatchWriter(MessageStore store) {
        this.store = store;
    }

    /** Remembers participants who have withdrawn, each with their latest time. */
    Mono<Void> remember(List<ParticipantErased> erased) {
        return erased.isEmpty() ? Mono.empty() : store.remember(erased);
    }

    /** Writes {@code messages}, first copies in this order; the outcomes are in the same order. */
    Mono<List<WriteOutcome>> write(List<MessageEvent> messages) {
        FoldedBatch batch = FoldedBatch.of(messages);
        List<Integer> firstCopies = batch.firstCopies();
        return insert(batch.at(firstCopies))
                .doOnNext(outcomes -> batch.note(firstCopies, outcomes))
                .then(Mono.defer(() -> findRest(batch)))
                .then(Mono.defer(() -> writeOtherTextsOfUnstored(batch)))
                .then(Mono.fromSupplier(batch::outcomes));
    }

    /** Inserts first copies; no outcome stands for those whose key is there already. */
    private Mono<List<Optional<WriteOutcome>>> insert(List<MessageEvent> messages) {
        if (messages.isEmpty()) {
            return Mono.just(List.of());
        }
        return store.insert(messages)
                .map(insertions -> insertions.stream()
                        .map(insertion -> outcome(messages.get(insertion.index()), insertion))
                        .toList())
                .onErrorResume(failure -> afterFailure(messages, failure));
    }

    private Mono<List<Optional<WriteOutcome>>> afterFailure(List<MessageEvent> messages, Throwable failure) {
        Optional<SqlState> state = SqlState.of(failure);
        if (state.filter(SqlState::isStatementTimeout).isPresent() && messages.size() > 1) {
            return insertHalves(messages);
        }
        if (state.filter(SqlState::refusesData).isEmpty()) {
            return Mono.error(failure);
        }
        if (state.get().isUniqueViolation()) {
            return store.realignIds()
                    .flatMap(wereBehind -> wereBehind ? insert(messages) : isolate(messages, state.get()));
        }
        return isolate(messages, state.get());
    }

    /** Halves the batch until what Postgres refuses stands alone; its neighbours are written, in order. */
    private Mono<List<Optional<WriteOutcome>>> isolate(List<MessageEvent> messages, SqlState state) {
        if (messages.size() == 1) {
            return Mono.just(List.of(Optional.of(new Unwritable(
                    DeadLetterReason.REFUSED_BY_DATABASE, "Postgres refuses the row with SQLSTATE " + state.code()))));
        }
        return insertHalves(messages);
    }

    private Mono<List<Optional<WriteOutcome>>> insertHalves(List<MessageEvent> messages) {
        int half = messages.size() / 2;
        return insert(messages.subList(0, half))
                .flatMap(first -> insert(messages.subList(half, messages.size()))
                        .map(second -> {
                            List<Optional<WriteOutcome>> both = new ArrayList<>(first);
                            both.addAll(second);
                            return both;
                        }));
    }

    private static Optional<WriteOutcome> outcome(MessageEvent message, Insertion insertion) {
        if (insertion.id() != null) {
            return Optional.of(new Stored(Outcome.SAVED, insertion.id(), message.timestamp()));
        }
        if (insertion.erased()) {
            return Optional.of(new Erased());
        }
        if (!insertion.anyParticipant()) {
            throw new NoParticipantsException();
        }
        return insertion.participantKnown()
                ? Optional.empty()
                : Optional.of(
                        new Unwritable(DeadLetterReason.UNKNOWN_PARTICIPANT, "research_id is that of no participant"));
    }

    /** Finds the rows of keys that were there already, and keeps later texts of all keys as revisions. */
    private Mono<Void> findRest(FoldedBatch batch) {
        List<Integer> missing = batch.toFind();
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        return store.findAndRevise(batch.at(missing))
                .doOnNext(rows -> rows.forEach(row -> batch.note(missing.get(row.index()), outcome(row))))
                .then();
    }

    private static WriteOutcome outcome(Found found) {
        if (!found.own()) {
            return new Unwritable(
                    DeadLetterReason.KEY_OF_ANOTHER_PARTICIPANT, "message_key is that of another participant's row");
        }
        return new Stored(found.revised() ? Outcome.REVISED : Outcome.DUPLICATE, found.id(), found.timestamp());
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
