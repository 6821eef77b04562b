package dev.paco.guarantees.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The longest time for which each of several things made no progress. Thread-safe. */
public final class Stalls {

    private final Map<String, Long> lastProgress = new ConcurrentHashMap<>();
    private volatile long longest;

    /** Something went on. */
    public void progress(String what) {
        long now = System.nanoTime();
        Long before = lastProgress.put(what, now);
        if (before != null) {
            note(now - before);
        }
    }

    /** The longest time so far. */
    public Duration longest() {
        return Duration.ofNanos(longest);
    }

    private synchronized void note(long stall) {
        longest = Math.max(longest, stall);
    }
}
