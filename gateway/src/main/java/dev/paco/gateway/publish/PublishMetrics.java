package dev.paco.gateway.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Meters of the way to the log. */
@Component
final class PublishMetrics {

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer acknowledged;
    private final Map<PublishResult, Counter> results = new EnumMap<>(PublishResult.class);

    PublishMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.acknowledged = Timer.builder("paco.gateway.publish.acknowledged")
                .description("Time from handing an event over until all in-sync replicas have it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        for (PublishResult result : PublishResult.values()) {
            results.put(
                    result,
                    Counter.builder("paco.gateway.publish.results")
                            .description("What requests were told of putting their event on the log")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void watch(InFlight inFlight) {
        Gauge.builder("paco.gateway.publish.in.flight", inFlight, InFlight::events)
                .description("Events on their way to the log")
                .register(registry);
        Gauge.builder("paco.gateway.publish.limit", inFlight, InFlight::limit)
                .description("Events that may be on their way to the log; falls while it acknowledges late")
                .register(registry);
    }

    void acknowledged(Duration time) {
        acknowledged.record(time);
    }

    void told(PublishResult result) {
        Objects.requireNonNull(results.get(result)).increment();
    }
}
