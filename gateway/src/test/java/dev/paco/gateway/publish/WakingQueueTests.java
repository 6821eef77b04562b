package dev.paco.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WakingQueueTests {

    private static final int THREADS = 4;
    private static final int EACH = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WakingQueue<Integer> queue = new WakingQueue<>();

    @Test
    void givesEachElementOnceAndThoseOfAThreadInTheirOrder() throws Exception {
        List<Future<?>> adding = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(thread -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, EACH).forEach(i -> queue.add(thread * EACH + i))))
                .toList();

        List<Integer> taken = new ArrayList<>();
        while (taken.size() < THREADS * EACH) {
            taken.add(Objects.requireNonNull(queue.poll(PATIENCE)));
        }

        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * EACH;
            assertThat(taken.stream().filter(i -> i >= first && i < first + EACH))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize(EACH);
        }
        for (Future<?> done : adding) {
            done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll(Duration.ZERO)).isNull();
    }

    @Test
    void wakesWhoeverWaitsLongBeforeItsPatienceEnds() throws Exception {
        CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> queue.poll(Duration.ofHours(1)));
        assertThat(taken.isDone()).isFalse();

        queue.add(1);

        assertThat(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void givesUpWithItsPatience() {
        assertThat(queue.poll(Duration.ofMillis(1))).isNull();
    }
}
