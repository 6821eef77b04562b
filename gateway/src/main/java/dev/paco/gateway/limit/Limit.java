package dev.paco.gateway.limit;

import dev.paco.gateway.limit.Buckets.Rate;
import dev.paco.gateway.problem.Problem;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;

/** One limit: by what it counts, how often, and what it answers. Thread-safe. */
final class Limit<K> {

    private final Buckets<K> buckets;
    private final Counter refused;

    Limit(String name, Rate rate, int maxTracked, LimitMetrics metrics) {
        Counter uncounted = metrics.uncounted(name);
        this.buckets = new Buckets<>(rate, maxTracked, TimeMeter.SYSTEM_NANOTIME, uncounted::increment);
        this.refused = metrics.refused(name);
        metrics.watch(name, buckets);
    }

    /** Counts {@code cost}; why it is refused, if it is. */
    Optional<Problem> take(K key, int cost) {
        Duration wait = buckets.take(key, cost);
        if (wait.isZero()) {
            return Optional.empty();
        }
        refused.increment();
        return Optional.of(Problem.tooManyRequests(wait));
    }
}
