package dev.paco.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A bucket of tokens for each key, refilled all the time. A bucket is forgotten when it is full again, which changes
 * nothing, and never before: no flood of other keys can empty or fill it. While there are as many as may be, further
 * keys are not counted. Thread-safe, waits for nobody.
 */
final class Buckets<K> {

    private final Rate rate;
    private final int most;
    private final TimeMeter time;
    private final Runnable uncounted;
    private final Cache<K, Bucket> buckets;

    /**
     * So much again and again.
     *
     * @param burst how many tokens a full bucket has
     * @param refill how many come in each {@code period}
     */
    record Rate(int burst, int refill, Duration period) {}

    /** No buckets yet; {@code uncounted} is told of each taking that was not counted. */
    Buckets(Rate rate, int most, TimeMeter time, Runnable uncounted) {
        this.rate = rate;
        this.most = most;
        this.time = time;
        this.uncounted = uncounted;
        this.buckets = Caffeine.newBuilder()
                .ticker(time::currentTimeNanos)
                .scheduler(Scheduler.systemScheduler())
                .expireAfter(Expiry.<K, Bucket>writing((key, bucket) -> untilFull(bucket)))
                .build();
    }

    /**
     * Takes {@code cost} tokens at once, or none; more than a full bucket has are all of a full one.
     *
     * @return zero when they were there, otherwise when they will be
     */
    Duration take(K key, int cost) {
        if (buckets.estimatedSize() >= most && !buckets.asMap().containsKey(key)) {
            uncounted.run();
            return Duration.ZERO;
        }
        long[] wait = new long[1];
        buckets.asMap().compute(key, (same, known) -> {
            Bucket bucket = known == null ? full() : known;
            wait[0] = bucket.tryConsumeAndReturnRemaining(Math.min(cost, rate.burst()))
                    .getNanosToWaitForRefill();
            return bucket;
        });
        return Duration.ofNanos(wait[0]);
    }

    /** How many are kept. */
    long size() {
        return buckets.estimatedSize();
    }

    /** Forgets what is full at once, which otherwise happens by and by. */
    void forgetFull() {
        buckets.cleanUp();
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.refill(), rate.period()))
                .withCustomTimePrecision(time)
                .build();
    }

    private Duration untilFull(Bucket bucket) {
        long missing = rate.burst() - bucket.getAvailableTokens();
        return rate.period().multipliedBy(missing).dividedBy(rate.refill()).plusNanos(1);
    }
}
