package dev.paco.gateway.connection;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Counts the bytes of bodies that all requests together hold. Thread-safe. */
@Component
final class BodyMemory {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(ConnectionProperties properties, ConnectionMetrics metrics) {
        this.limit = properties.maxBodies().toBytes();
        metrics.watch(held);
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
