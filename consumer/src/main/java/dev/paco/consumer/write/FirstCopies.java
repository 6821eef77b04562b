package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.reconcile.Reconciler;
import dev.paco.consumer.reconcile.Reconciliation;
import dev.paco.consumer.write.MessageStore.Insertion;
import dev.paco.consumer.write.WriteOutcome.Erased;
import dev.paco.consumer.write.WriteOutcome.Stored;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Gives rows to messages that have none, and finds out which of them are copies of what has one. Conversations in which keys tell
 * everything apart take one statement; where they do not, all of a conversation's messages are judged in the order of the log, in a
 * transaction. Thread-safe.
 */
@Component
final class FirstCopies {

    private final MessageStore store;
    private final Reconciler reconciler;
    private final TransactionalOperator transactions;
    private final Commits commits;

    FirstCopies(MessageStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
        this.reconciler = store.reconciler();
        this.transactions = store.transactions();
    }

    /**
     * Writes {@code messages}, no two of which have the same key, each conversation's in this order; no outcome stands for those whose key, or whose alias, has
     * a row now.
     */
    Mono<List<Optional<WriteOutcome>>> write(List<MessageEvent> messages) {
        Set<String> judged = messages.stream()
                .filter(Reconciler::concerns)
                .map(MessageEvent::conversation)
                .collect(Collectors.toSet());
        Attempt[] attempts = new Attempt[messages.size()];
        List<Integer> plain = where(messages, message -> !judged.contains(message.conversation()));
        return each(messages, plain, this::insert, attempts)
                .then(Mono.defer(() -> each(messages, notWritten(attempts), this::judgeAndInsert, attempts)))
                .then(Mono.fromSupplier(() -> outcomes(attempts)));
    }

    private static List<Integer> where(List<MessageEvent> messages, Function<MessageEvent, Boolean> condition) {
        return IntStream.range(0, messages.size())
                .filter(i -> condition.apply(messages.get(i)))
                .boxed()
                .toList();
    }

    private static List<Integer> notWritten(@Nullable Attempt[] attempts) {
        return IntStream.range(0, attempts.length)
                .filter(i -> attempts[i] == null || attempts[i].leftOut())
                .boxed()
                .toList();
    }

    private static List<Optional<WriteOutcome>> outcomes(Attempt[] attempts) {
        return Arrays.stream(attempts).map(Attempt::outcome).toList();
    }

    private Mono<Void> each(
            List<MessageEvent> messages,
            List<Integer> indices,
            Function<List<MessageEvent>, Mono<List<Attempt>>> statement,
            Attempt[] attempts) {
        return Isolation.isolated(
                        indices.stream().map(messages::get).toList(),
                        some -> statement.apply(some).doOnNext(done -> committed(some, done)),
                        refused -> Attempt.of(refused),
                        store::realignIds)
                .doOnNext(some -> {
                    for (int i = 0; i < some.size(); i++) {
                        attempts[indices.get(i)] = some.get(i);
                    }
                })
                .then();
    }

    private void committed(List<MessageEvent> messages, List<Attempt> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            if (attempts.get(i).written() instanceof Stored) {
                commits.saved(messages.get(i));
            }
        }
    }

    private Mono<List<Attempt>> insert(List<MessageEvent> messages) {
        return store.insert(messages).map(insertions -> {
            List<Attempt> attempts = new ArrayList<>(messages.size());
            for (int i = 0; i < messages.size(); i++) {
                attempts.add(attempt(messages.get(i), insertions.get(i)));
            }
            return attempts;
        });
    }

    private Mono<List<Attempt>> judgeAndInsert(List<MessageEvent> messages) {
        Attempt[] attempts = new Attempt[messages.size()];
        Arrays.fill(attempts, Attempt.NONE);
        return transactions.transactional(reconciler
                .judge(messages)
                .flatMap(reconciliation -> insert(messages, reconciliation.toInsert(), reconciliation, attempts)
                        .then(Mono.defer(() -> insert(messages, reconciliation.orphans(), reconciliation, attempts)))
                        .then(Mono.defer(() -> reconciler.remember(reconciliation)))
                        .then(Mono.fromSupplier(() -> List.of(attempts)))));
    }

    private Mono<Void> insert(
            List<MessageEvent> messages, List<Integer> indices, Reconciliation reconciliation, Attempt[] attempts) {
        if (indices.isEmpty()) {
            return Mono.empty();
        }
        return store.insertJudged(indices.stream().map(messages::get).toList())
                .doOnNext(insertions -> {
                    for (int i = 0; i < indices.size(); i++) {
                        int index = indices.get(i);
                        Insertion insertion = insertions.get(i);
                        attempts[index] = attempt(messages.get(index), insertion);
                        if (insertion.id() != null) {
                            reconciliation.inserted(index, insertion.id());
                        }
                    }
                })
                .then();
    }

    private static Attempt attempt(MessageEvent message, Insertion insertion) {
        return switch (insertion.fate()) {
            case INSERTED ->
                Attempt.of(new Stored(Outcome.SAVED, Objects.requireNonNull(insertion.id()), message.timestamp()));
            case ERASED -> Attempt.of(new Erased());
            case NO_PARTICIPANTS -> throw new NoParticipantsException();
            case UNKNOWN_PARTICIPANT ->
                Attempt.of(
                        new Unwritable(DeadLetterReason.UNKNOWN_PARTICIPANT, "research_id is that of no participant"));
            case LEFT_OUT -> Attempt.LEFT_OUT;
            case KEY_TAKEN -> Attempt.NONE;
        };
    }

    /**
     * What a statement did with a message.
     *
     * @param written what became of it; null when its key has a row already
     * @param leftOut whether it has still to be judged
     */
    private record Attempt(@Nullable WriteOutcome written, boolean leftOut) {

        private static final Attempt NONE = new Attempt(null, false);
        private static final Attempt LEFT_OUT = new Attempt(null, true);

        private static Attempt of(WriteOutcome outcome) {
            return new Attempt(outcome, false);
        }

        private Optional<WriteOutcome> outcome() {
            return Optional.ofNullable(written);
        }
    }
}
