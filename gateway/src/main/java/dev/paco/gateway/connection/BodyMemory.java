package dev.paco.gateway.connection;

import dev.paco.gateway.share.Shares;
import org.springframework.stereotype.Component;

/** Counts the bytes of bodies that all requests together hold, and divides them among participants. Thread-safe. */
@Component
final class BodyMemory {

    private final long limit;
    private final Shares held = new Shares();

    BodyMemory(ConnectionProperties properties, ConnectionMetrics metrics) {
        this.limit = properties.maxBodies().toBytes();
        metrics.watch(this);
    }

    synchronized boolean tryAcquire(String holder, int bytes) {
        if (held.total() + bytes > limit || !held.admits(holder, bytes, limit)) {
            return false;
        }
        held.take(holder, bytes);
        return true;
    }

    synchronized void release(String holder, long bytes) {
        held.giveBack(holder, bytes);
    }

    synchronized long held() {
        return held.total();
    }
}
