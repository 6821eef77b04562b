package dev.paco.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Meters of limits. */
@Component
final class LimitMetrics {

    private static final String LIMIT = "limit";

    private final MeterRegistry registry;

    LimitMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How often a limit refuses. */
    Counter refused(String limit) {
        return Counter.builder("paco.gateway.limit.refused")
                .description("Requests that were answered 429, by the limit")
                .tag(LIMIT, limit)
                .register(registry);
    }

    /** How often a limit could not count. */
    Counter uncounted(String limit) {
        return Counter.builder("paco.gateway.limit.uncounted")
                .description("Requests that a limit let through since it counts as many others as it may")
                .tag(LIMIT, limit)
                .register(registry);
    }

    void watch(String limit, Buckets<?> buckets) {
        Gauge.builder("paco.gateway.limit.tracked", buckets, Buckets::size)
                .description("Addresses or ids that a limit counts")
                .tag(LIMIT, limit)
                .register(registry);
    }
}
