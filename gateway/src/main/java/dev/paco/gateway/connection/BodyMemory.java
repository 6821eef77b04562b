package dev.paco.gateway.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Counts the bytes of bodies that all requests together hold. Thread-safe. */
@Component
final class BodyMemory {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(ConnectionProperties properties, MeterRegistry registry) {
        this.limit = properties.maxBodies().toBytes();
        Gauge.builder("paco.gateway.connection.bodies", held, AtomicLong::get)
                .description("Bytes of request bodies that are held")
                .baseUnit("bytes")
                .register(registry);
    }

    boolean tryAcquire(int bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }
}
