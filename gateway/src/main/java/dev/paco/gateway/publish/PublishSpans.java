package dev.paco.gateway.publish;

import dev.paco.common.topic.PacoTopic;
import dev.paco.common.trace.Traceparent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Traces the way to the log, as a step of the request that the event comes from. Without tracing the caller's trace goes on to the
 * log as it came. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">Semantic conventions for Kafka</a>
 */
@Component
final class PublishSpans {

    private final Tracer tracer;

    PublishSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * What {@code publish} returns, in a span of its own.
     *
     * @param publish is given the trace that readers of the log go on from
     */
    Mono<PublishResult> around(OutboundEvent event, Function<@Nullable Traceparent, Mono<PublishResult>> publish) {
        return tracer.equals(Tracer.NOOP)
                ? publish.apply(event.traceparent())
                : Mono.deferContextual(context -> traced(event, publish, context));
    }

    private Mono<PublishResult> traced(
            OutboundEvent event, Function<@Nullable Traceparent, Mono<PublishResult>> publish, ContextView context) {
        return request(context)
                .map(parent -> traced(event, publish, parent))
                .orElseGet(() -> publish.apply(event.traceparent()));
    }

    private Mono<PublishResult> traced(
            OutboundEvent event, Function<@Nullable Traceparent, Mono<PublishResult>> publish, TraceContext parent) {
        Span span = tracer.spanBuilder()
                .setParent(parent)
                .kind(Span.Kind.PRODUCER)
                .name("send " + PacoTopic.MESSAGES.name())
                .tag("messaging.system", "kafka")
                .tag("messaging.operation.type", "send")
                .tag("messaging.destination.name", PacoTopic.MESSAGES.name())
                .tag("messaging.message.id", event.eventId().toString())
                .start();
        if (event.payload().subject() != null) {
            span.tag("paco.message.key", event.payload().subject());
        }
        return publish.apply(traceparent(span.context()))
                .doOnNext(
                        result -> span.tag("paco.publish.result", result.name().toLowerCase(Locale.ROOT)))
                .doFinally(end -> span.end());
    }

    /** The span of the request, which the web server has put into the subscriber's context. */
    private static Optional<TraceContext> request(ContextView context) {
        return context.<Observation>getOrEmpty(ObservationThreadLocalAccessor.KEY)
                .flatMap(observation -> Optional.<TracingContext>ofNullable(
                        observation.getContextView().get(TracingContext.class)))
                .flatMap(tracing -> Optional.ofNullable(tracing.getSpan()))
                .map(Span::context);
    }

    private static Traceparent traceparent(TraceContext context) {
        return Traceparent.of(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }
}
