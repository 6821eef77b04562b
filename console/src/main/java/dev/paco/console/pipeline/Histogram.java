package dev.paco.console.pipeline;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How many values were measured up to each bound.
 *
 * @param counts by the bound; the largest bound is infinite and has all
 */
record Histogram(NavigableMap<Double, Double> counts) {

    static final Histogram EMPTY = new Histogram(new TreeMap<>());

    /** What was measured since {@code before}; all, when that is of a process that is gone. */
    Histogram since(Histogram before) {
        if (total() < before.total()) {
            return this;
        }
        NavigableMap<Double, Double> since = new TreeMap<>();
        counts.forEach((bound, count) -> since.put(bound, Math.max(0, count - before.counts.getOrDefault(bound, 0.0))));
        return new Histogram(since);
    }

    /** Both together. */
    Histogram plus(Histogram other) {
        NavigableMap<Double, Double> sum = new TreeMap<>(counts);
        other.counts.forEach((bound, count) -> sum.merge(bound, count, Double::sum));
        return new Histogram(sum);
    }

    double total() {
        return counts.isEmpty() ? 0 : counts.lastEntry().getValue();
    }

    /**
     * The value that a part of those measured, such as 0.99, do not exceed: evenly spread within the bounds, and the largest finite bound
     * for what exceeds all. Nothing when none was measured.
     */
    OptionalDouble quantile(double part) {
        double rank = part * total();
        if (rank <= 0) {
            return OptionalDouble.empty();
        }
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            double bound = bucket.getKey();
            if (bucket.getValue() >= rank) {
                double within = bucket.getValue() - below;
                return OptionalDouble.of(
                        Double.isInfinite(bound) ? lower : lower + (bound - lower) * (rank - below) / within);
            }
            lower = bound;
            below = bucket.getValue();
        }
        return OptionalDouble.of(lower);
    }
}
