package dev.paco.guarantees.load;

import java.util.Map;
import java.util.TreeMap;

/** How often each status was answered. Thread-safe. */
public final class Answers {

    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String answer) {
        counts.merge(answer, 1, Integer::sum);
    }

    /** The number of answers by status, and of requests that had {@code no answer}. */
    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }
}
