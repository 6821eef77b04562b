package dev.paco.gateway.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Meters of connections. */
@Component
final class ConnectionMetrics {

    private final MeterRegistry registry;

    ConnectionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(BodyMemory bodies) {
        Gauge.builder("paco.gateway.connection.bodies", bodies, BodyMemory::held)
                .description("Bytes of request bodies that are held")
                .baseUnit("bytes")
                .register(registry);
    }
}
