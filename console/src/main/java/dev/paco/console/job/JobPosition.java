package dev.paco.console.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a job is.
 *
 * @param phase what it does now; empty before the first
 * @param phaseBeganAt when it began that; null before the first
 * @param done how much of it
 * @param total how much there is to do; 0 when nobody knows
 * @param trouble what is in the way now, in a sentence; null when nothing is
 */
public record JobPosition(
        String phase,
        @Nullable Instant phaseBeganAt,
        long done,
        long total,
        @Nullable String trouble) {

    /** Before it has begun. */
    public static final JobPosition START = new JobPosition("", null, 0, 0, null);

    private static final double MILLIS = 1000.0;
    private static final int WHOLE = 100;

    /** 0 to 100; 0 when nobody knows. */
    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(WHOLE, done * WHOLE / total);
    }

    /** How much is done in a second, since the phase began. */
    public double rate(Instant now) {
        return phaseBeganAt == null
                ? 0
                : done
                        * MILLIS
                        / Math.max(1, Duration.between(phaseBeganAt, now).toMillis());
    }

    /** How long the phase takes still at that rate; null when nobody knows. */
    public @Nullable Duration left(Instant now) {
        double rate = rate(now);
        return rate <= 0 || total <= 0 ? null : Duration.ofMillis((long) (Math.max(0, total - done) * MILLIS / rate));
    }
}
