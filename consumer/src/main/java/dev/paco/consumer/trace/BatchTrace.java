package dev.paco.consumer.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The trace of a batch that is being written. Says of failures only what they are, since a database's words may hold those of a participant. Statements may be traced on any
 * thread, the rest is of the thread that began it.
 */
public final class BatchTrace {

    static final BatchTrace NONE = new BatchTrace(Tracer.NOOP, Span.NOOP, Map.of());

    private static final String ERROR = "error.type";

    private final Tracer tracer;
    private final Span batch;
    private final Map<Integer, Span> messages;

    BatchTrace(Tracer tracer, Span batch, Map<Integer, Span> messages) {
        this.tracer = tracer;
        this.batch = batch;
        this.messages = messages;
    }

    /** What was {@linkplain #statement traced} below {@code writing} is a step of this batch. */
    public <T> Mono<T> around(Mono<T> writing) {
        return this == NONE ? writing : writing.contextWrite((Context context) -> context.put(BatchTrace.class, this));
    }

    /**
     * A statement as a step of the batch that it is subscribed to for; as it is when there is none.
     *
     * @param operation of SQL
     * @param table the first that it writes to
     * @param rows how many it is given
     */
    public static <T> Mono<T> statement(String operation, String table, int rows, Mono<T> statement) {
        return Mono.deferContextual((ContextView context) -> context.<BatchTrace>getOrEmpty(BatchTrace.class)
                .map(trace -> trace.step(operation, table, rows, statement))
                .orElse(statement));
    }

    private <T> Mono<T> step(String operation, String table, int rows, Mono<T> statement) {
        Span span = tracer.spanBuilder()
                .setParent(batch.context())
                .kind(Span.Kind.CLIENT)
                .name(operation + " " + table)
                .tag("db.system.name", "postgresql")
                .tag("db.operation.name", operation)
                .tag("db.collection.name", table)
                .tag("db.operation.batch.size", rows)
                .start();
        return statement
                .doOnError(failure -> span.tag(ERROR, failure.getClass().getName()))
                .doFinally(end -> span.end());
    }

    /** All of it is settled, each message with the outcome of its index. */
    public void settled(IntFunction<String> outcome) {
        batch.end();
        messages.forEach((index, span) -> {
            span.tag("paco.outcome", outcome.apply(index));
            span.end();
        });
    }

    /** It was broken off, and comes again with another trace. */
    public void failed(Throwable failure) {
        String type = failure.getClass().getName();
        messages.values().forEach(span -> span.tag(ERROR, type));
        batch.tag(ERROR, type);
        batch.end();
        messages.values().forEach(Span::end);
    }
}
