package dev.paco.gateway.publish;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import dev.paco.gateway.share.Shares;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the events on their way, by number and by bytes. Each acknowledgment that comes late lowers the number by a tenth, each
 * that comes in time while half of the places are taken raises it by one: under more load than the log can take, those that
 * are taken do not wait for ever longer. What is scarce is divided among senders. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681, section 3.1: additive increase, multiplicative decrease</a>
 */
final class InFlight {

    private static final double BACKOFF = 0.9;

    private final int maxEvents;
    private final long maxBytes;
    private final Duration outage;
    private final Limit limit;
    private final Shares events = new Shares();
    private final Shares bytes = new Shares();

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

    synchronized boolean tryAcquire(String sender, int size) {
        if (!admits(sender, size)) {
            return false;
        }
        events.take(sender, 1);
        bytes.take(sender, size);
        return true;
    }

    /** An equal part of a limit that has just fallen may be more than that, but never more than ever. */
    private boolean admits(String sender, long size) {
        return events.total() < maxEvents
                && bytes.total() + size <= maxBytes
                && events.admits(sender, 1, limit())
                && bytes.admits(sender, size, maxBytes);
    }

    /** What was acquired came on the log after {@code age}. When that is an outage's length, it says nothing of the load. */
    synchronized void acknowledged(Duration age) {
        if (age.compareTo(outage) < 0) {
            limit.onSample(0, age.toNanos(), events(), false);
        }
    }

    synchronized void release(String sender, int size) {
        events.giveBack(sender, 1);
        bytes.giveBack(sender, size);
    }

    synchronized int events() {
        return Math.toIntExact(events.total());
    }

    /** How many events may be on their way now. */
    int limit() {
        return limit.getLimit();
    }

    /** Whether nothing of {@code sender} could be taken now, be it only for a moment. */
    synchronized boolean isFullFor(String sender) {
        return !admits(sender, 1);
    }

    /** Whether there is room whatever the load: without, something is wrong. */
    synchronized boolean hasRoom() {
        return events.total() < maxEvents && bytes.total() < maxBytes;
    }
}
