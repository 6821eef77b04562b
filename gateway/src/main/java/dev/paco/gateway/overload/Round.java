package dev.paco.gateway.overload;

import java.util.HashMap;
import java.util.Map;

/**
 * How long an event loop takes to come round to everything that waits for it: what a request that has just arrived waits for its turn; and
 * whose saves it came to in this round and the one before. Run by that loop again and again, and asked on it; another thread may ask for the
 * time alone, and see an old one.
 */
final class Round implements Runnable {

    private volatile long began;
    private volatile long lastNanos;
    private Map<String, Integer> saves = new HashMap<>();
    private Map<String, Integer> savesBefore = new HashMap<>();
    private int count;
    private int countBefore;

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
        Map<String, Integer> forgotten = savesBefore;
        forgotten.clear();
        savesBefore = saves;
        saves = forgotten;
        countBefore = count;
        count = 0;
    }

    /** The loop has come to a save of {@code researchId}. */
    void came(String researchId) {
        saves.merge(researchId, 1, Integer::sum);
        count++;
    }

    /** Whether this round has taken longer than {@code limit}, and the one before it had, too. */
    boolean isLate(long limitNanos, long now) {
        return lastNanos > limitNanos && now - began > limitNanos;
    }

    /** Whether {@code researchId} had at least half as many saves as a participant had on average. */
    boolean isBusyWith(String researchId) {
        long own = (long) saves.getOrDefault(researchId, 0) + savesBefore.getOrDefault(researchId, 0);
        long participants = Math.max(saves.size(), savesBefore.size());
        return 2 * own * participants >= count + countBefore;
    }

    long lastNanos() {
        return lastNanos;
    }
}
