package dev.paco.gateway.overload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Meters of the load. */
@Component
final class OverloadMetrics {

    private static final double NANOS = 1e9;

    private final MeterRegistry registry;

    OverloadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Map<?, Round> rounds) {
        Gauge.builder("paco.gateway.overload.round", rounds, OverloadMetrics::longest)
                .description("How long the slowest event loop took to come round to all that waited for it")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double longest(Map<?, Round> rounds) {
        return rounds.values().stream().mapToLong(Round::lastNanos).max().orElse(0) / NANOS;
    }
}
