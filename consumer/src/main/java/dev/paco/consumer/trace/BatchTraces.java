package dev.paco.consumer.trace;

import dev.paco.common.topic.PacoTopic;
import dev.paco.common.trace.Traceparent;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;

/**
 * Begins the traces of batches. A message goes on in the trace that it came with; the batch goes on in that of its first message, and
 * is linked with all, so that each leads to the statements that have written it. What was not sampled by the gateway is not traced
 * here either. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Semantic conventions for messaging</a>
 */
@Component
public final class BatchTraces {

    private static final String PROCESS = "process " + PacoTopic.MESSAGES.name();

    private final Tracer tracer;

    BatchTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Begins the trace of a batch.
     *
     * @param message each of the messages by its index, asked for only while there is tracing
     */
    public BatchTrace begin(int size, IntFunction<Optional<TracedMessage>> message) {
        if (tracer.equals(Tracer.NOOP)) {
            return BatchTrace.NONE;
        }
        Map<Integer, TracedMessage> sampled = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            int index = i;
            message.apply(i).filter(one -> one.origin().isSampled()).ifPresent(one -> sampled.put(index, one));
        }
        return sampled.isEmpty() ? BatchTrace.NONE : begin(size, sampled);
    }

    private BatchTrace begin(int size, Map<Integer, TracedMessage> sampled) {
        List<TraceContext> origins =
                sampled.values().stream().map(one -> context(one.origin())).toList();
        Span.Builder builder = tracer.spanBuilder()
                .name("write batch")
                .setParent(origins.get(0))
                .tag("messaging.batch.message_count", size);
        origins.forEach(origin -> builder.addLink(new Link(origin)));
        Span batch = builder.start();
        Map<Integer, Span> messages = new HashMap<>();
        sampled.forEach((index, one) -> messages.put(index, process(one, batch)));
        return new BatchTrace(tracer, batch, messages);
    }

    private Span process(TracedMessage message, Span batch) {
        Span.Builder builder = tracer.spanBuilder()
                .name(PROCESS)
                .kind(Span.Kind.CONSUMER)
                .setParent(context(message.origin()))
                .addLink(new Link(batch.context()))
                .tag("messaging.system", "kafka")
                .tag("messaging.operation.type", "process")
                .tag("messaging.destination.name", PacoTopic.MESSAGES.name());
        if (message.messageKey() != null) {
            builder.tag("paco.message.key", message.messageKey());
        }
        return builder.start();
    }

    private TraceContext context(Traceparent trace) {
        return tracer.traceContextBuilder()
                .traceId(trace.traceId())
                .spanId(trace.spanId())
                .sampled(trace.isSampled())
                .build();
    }
}
