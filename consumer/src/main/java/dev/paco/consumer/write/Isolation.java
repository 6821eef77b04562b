package dev.paco.consumer.write;

import dev.paco.consumer.database.SqlState;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Finds out what of a batch Postgres refuses for its data, so that its neighbours are written; whatever else fails is an outage.
 *
 * @param <M> what is written
 * @param <R> what became of it
 */
final class Isolation<M, R> {

    private final Function<List<M>, Mono<List<R>>> statement;
    private final Function<Unwritable, R> refused;
    private final Supplier<Mono<Boolean>> mend;

    private Isolation(
            Function<List<M>, Mono<List<R>>> statement, Function<Unwritable, R> refused, Supplier<Mono<Boolean>> mend) {
        this.statement = statement;
        this.refused = refused;
        this.mend = mend;
    }

    /**
     * Writes {@code all} with {@code statement}, by halves where it is refused; the results are in the same order.
     *
     * @param refused what becomes of what is refused alone
     * @param mend removes a cause of unique violations that is in no row; false when there was none
     */
    static <M, R> Mono<List<R>> isolated(
            List<M> all,
            Function<List<M>, Mono<List<R>>> statement,
            Function<Unwritable, R> refused,
            Supplier<Mono<Boolean>> mend) {
        return new Isolation<>(statement, refused, mend).write(all);
    }

    private Mono<List<R>> write(List<M> some) {
        return some.isEmpty()
                ? Mono.just(List.of())
                : statement.apply(some).onErrorResume(failure -> afterFailure(some, failure));
    }

    private Mono<List<R>> afterFailure(List<M> some, Throwable failure) {
        Optional<SqlState> state = SqlState.of(failure);
        if (state.filter(SqlState::isStatementTimeout).isPresent() && some.size() > 1) {
            return halves(some);
        }
        if (state.filter(SqlState::refusesData).isEmpty()) {
            return Mono.error(failure);
        }
        if (state.get().isUniqueViolation()) {
            return mend.get().flatMap(mended -> mended ? write(some) : withoutRefused(some, state.get()));
        }
        return withoutRefused(some, state.get());
    }

    /** Halves until what Postgres refuses stands alone. */
    private Mono<List<R>> withoutRefused(List<M> some, SqlState state) {
        if (some.size() > 1) {
            return halves(some);
        }
        Unwritable unwritable = new Unwritable(
                DeadLetterReason.REFUSED_BY_DATABASE, "Postgres refuses the row with SQLSTATE " + state.code());
        return Mono.just(List.of(refused.apply(unwritable)));
    }

    private Mono<List<R>> halves(List<M> some) {
        int half = some.size() / 2;
        return write(some.subList(0, half))
                .flatMap(first -> write(some.subList(half, some.size())).map(second -> {
                    List<R> both = new ArrayList<>(first);
                    both.addAll(second);
                    return both;
                }));
    }
}
