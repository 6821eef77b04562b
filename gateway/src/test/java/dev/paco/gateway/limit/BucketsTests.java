package dev.paco.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.gateway.limit.Buckets.Rate;
import dev.paco.gateway.problem.Problem;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTests {

    private static final int MOST = 1_000;

    private final SetTime time = new SetTime();
    private final AtomicInteger uncounted = new AtomicInteger();
    private final Buckets<String> logins =
            new Buckets<>(new Rate(10, 10, Duration.ofMinutes(1)), MOST, time, uncounted::incrementAndGet);
    private final Buckets<String> saves =
            new Buckets<>(new Rate(1_000, 100, Duration.ofSeconds(1)), MOST, time, uncounted::incrementAndGet);

    @Test
    void soManyAreAllowedAndThenOneEverySixSeconds() {
        assertThat(allowed(logins, "RID001")).isEqualTo(10);
        assertThat(logins.take("RID001", 1)).isEqualTo(Duration.ofSeconds(6));
        assertThat(allowed(logins, "RID002")).isEqualTo(10);

        time.pass(Duration.ofSeconds(6));

        assertThat(allowed(logins, "RID001")).isEqualTo(1);
        time.pass(Duration.ofMinutes(5));
        assertThat(allowed(logins, "RID001")).isEqualTo(10);
    }

    @Test
    void aBatchCostsWhatItHasAndIsTakenAsAWholeOrNotAtAll() {
        assertThat(saves.take("RID001", 600)).isZero();
        assertThat(saves.take("RID001", 500)).isEqualTo(Duration.ofSeconds(1));
        assertThat(saves.take("RID001", 400)).isZero();
        assertThat(saves.take("RID001", 1)).isEqualTo(Duration.ofMillis(10));

        time.pass(Duration.ofSeconds(1));

        assertThat(allowed(saves, "RID001")).isEqualTo(100);
        time.pass(Duration.ofSeconds(60));
        assertThat(saves.take("RID001", 5_000)).isZero();
        assertThat(saves.take("RID001", 1)).isPositive();
    }

    @Test
    void theWaitIsToldInSecondsThatAreRoundedUp() {
        assertThat(Problem.tooManyRequests(Duration.ofMillis(10)).headers()).containsEntry("Retry-After", "1");
        assertThat(Problem.tooManyRequests(Duration.ofSeconds(6)).headers()).containsEntry("Retry-After", "6");
        assertThat(Problem.tooManyRequests(Duration.ofMillis(6_001)).headers()).containsEntry("Retry-After", "7");
    }

    @Test
    void aFloodOfOtherKeysNeitherForgetsNorRefusesAnybodyAndIsBounded() {
        assertThat(allowed(logins, "victim")).isEqualTo(10);

        IntStream.range(0, 50 * MOST)
                .forEach(i -> assertThat(logins.take("flood-" + i, 1)).isZero());

        assertThat(logins.size()).isLessThanOrEqualTo(MOST);
        assertThat(logins.take("victim", 1)).isPositive();
        assertThat(logins.take("newcomer", 1)).isZero();
        assertThat(uncounted).hasValueGreaterThan(MOST);
    }

    @Test
    void whatIsFullAgainMakesRoom() {
        assertThat(allowed(logins, "victim")).isEqualTo(10);
        IntStream.range(0, 2 * MOST).forEach(i -> logins.take("flood-" + i, 1));

        time.pass(Duration.ofSeconds(7));
        logins.forgetFull();

        assertThat(logins.size()).isEqualTo(1);
        assertThat(allowed(logins, "newcomer")).isEqualTo(10);
        assertThat(logins.take("victim", 1)).isZero();
        assertThat(logins.take("victim", 1)).isPositive();
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterTheOther() throws InterruptedException {
        AtomicInteger allowed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> allowed.addAndGet(allowed(saves, "RID001")));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(allowed).hasValue(1_000);
    }

    /** How many of many tries were allowed. */
    private static int allowed(Buckets<String> buckets, String key) {
        int allowed = 0;
        for (int i = 0; i < 500; i++) {
            allowed += buckets.take(key, 1).isZero() ? 1 : 0;
        }
        return allowed;
    }

    private static final class SetTime implements TimeMeter {

        private final AtomicLong now = new AtomicLong();

        void pass(Duration time) {
            now.addAndGet(time.toNanos());
        }

        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
