package dev.paco.gateway.publish;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the events on their way, by number and by bytes. Each acknowledgment that comes late lowers the number by a tenth, each
 * that comes in time while half of the places are taken raises it by one: under more load than the log can take, those that
 * are taken do not wait for ever longer. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681, section 3.1: additive increase, multiplicative decrease</a>
 */
final class InFlight {

    private static final double BACKOFF = 0.9;

    private final int maxEvents;
    private final long maxBytes;
    private final Duration outage;
    private final Limit limit;
    private int events;
    private long bytes;

    InFlight(PublishProperties properties) {
        this.maxEvents = properties.maxInFlight();
        this.maxBytes = properties.maxInFlightSize().toBytes();
        this.outage = properties.timeout();
        this.limit = AIMDLimit.newBuilder()
                .initialLimit(maxEvents)
                .maxLimit(maxEvents)
                .minLimit(Math.min(properties.minInFlight(), maxEvents))
                .backoffRatio(BACKOFF)
                .timeout(properties.late().toNanos(), TimeUnit.NANOSECONDS)
                .build();
    }

    synchronized boolean tryAcquire(int size) {
        if (events >= limit() || bytes + size > maxBytes) {
            return false;
        }
        events++;
        bytes += size;
        return true;
    }

    /** What was acquired came on the log after {@code age}. When that is an outage's length, it says nothing of the load. */
    synchronized void acknowledged(Duration age) {
        if (age.compareTo(outage) < 0) {
            limit.onSample(0, age.toNanos(), events, false);
        }
    }

    synchronized void release(int size) {
        events--;
        bytes -= size;
    }

    synchronized int events() {
        return events;
    }

    /** How many events may be on their way now. */
    int limit() {
        return limit.getLimit();
    }

    /** Whether nothing could be taken now, be it only for a moment. */
    synchronized boolean isOverloaded() {
        return events >= limit() || bytes >= maxBytes;
    }

    /** Whether there is room whatever the load: without, something is wrong. */
    synchronized boolean hasRoom() {
        return events < maxEvents && bytes < maxBytes;
    }
}
