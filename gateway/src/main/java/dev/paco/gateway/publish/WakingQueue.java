package dev.paco.gateway.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From many threads to one. Adding takes no lock, so that event loops may; the queues of the JDK that can be waited at do.
 * Unbounded.
 */
final class WakingQueue<T> {

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();

    /** The thread that waits, while it waits. */
    private volatile @Nullable Thread waiting;

    /** Adds {@code element} at the end, on any thread. */
    void add(T element) {
        queue.add(element);
        // Who waits says so before it looks a last time: one of the two sees the other.
        Thread sleeper = waiting;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Takes the first, on the one thread that does; null when none came for {@code patience}. */
    @Nullable
    T poll(Duration patience) {
        T first = queue.poll();
        if (first != null || patience.isZero()) {
            return first;
        }
        long end = System.nanoTime() + patience.toNanos();
        waiting = Thread.currentThread();
        // It may be woken for what it has taken already.
        for (long left = patience.toNanos();
                queue.isEmpty() && left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        waiting = null;
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
