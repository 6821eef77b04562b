package dev.paco.gateway.overload;

/**
 * How long an event loop takes to come round to everything that waits for it: what a request that has just arrived waits for its turn. Run
 * by that loop again and again, and asked on it; another thread may see an old value.
 */
final class Round implements Runnable {

    private volatile long began;
    private volatile long lastNanos;

    Round(long now) {
        began = now;
    }

    @Override
    public void run() {
        next(System.nanoTime());
    }

    void next(long now) {
        lastNanos = now - began;
        began = now;
    }

    /** Whether this round has taken longer than {@code limit}, and the one before it had, too. */
    boolean isLate(long limitNanos, long now) {
        return lastNanos > limitNanos && now - began > limitNanos;
    }

    long lastNanos() {
        return lastNanos;
    }
}
