package dev.paco.gateway.publish;

/** Bounds the events on their way, by number and by bytes. Thread-safe. */
final class InFlight {

    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    InFlight(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    synchronized boolean tryAcquire(int size) {
        if (events >= maxEvents || bytes + size > maxBytes) {
            return false;
        }
        events++;
        bytes += size;
        return true;
    }

    synchronized void release(int size) {
        events--;
        bytes -= size;
    }

    synchronized int events() {
        return events;
    }

    synchronized boolean hasRoom() {
        return events < maxEvents && bytes < maxBytes;
    }
}
