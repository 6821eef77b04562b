package dev.paco.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.gateway.publish.Deadlines.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeadlinesTests {

    private final List<PublishResult> told = new ArrayList<>();

    private Waiting begin(Deadlines deadlines) {
        AtomicReference<Waiting> waiting = new AtomicReference<>();
        var unused = Mono.<PublishResult>create(sink -> waiting.set(deadlines.begin(sink)))
                .subscribe(told::add);
        return Objects.requireNonNull(waiting.get());
    }

    @Test
    void whoHasWaitedLongEnoughIsToldOnce() {
        Deadlines deadlines = new Deadlines(Duration.ZERO);
        Waiting waiting = begin(deadlines);
        deadlines.tellOverdue();
        waiting.tell(PublishResult.PUBLISHED);
        assertThat(told).containsExactly(PublishResult.UNREACHABLE);
    }

    @Test
    void whoMayStillWaitIsLeftAlone() {
        Deadlines deadlines = new Deadlines(Duration.ofHours(1));
        Waiting waiting = begin(deadlines);
        deadlines.tellOverdue();
        assertThat(told).isEmpty();
        waiting.tell(PublishResult.PUBLISHED);
        assertThat(told).containsExactly(PublishResult.PUBLISHED);
    }

    /** Looking for those who have waited too long must not come between the decision to tell somebody else and the telling. */
    @Test
    void whatTheLogHasTakenIsNeverCalledUnreachable() {
        Deadlines deadlines = new Deadlines(Duration.ofHours(1));
        AtomicBoolean running = new AtomicBoolean(true);
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            while (running.get()) {
                deadlines.tellOverdue();
            }
        });
        for (int i = 0; i < 300_000; i++) {
            begin(deadlines).tell(PublishResult.PUBLISHED);
        }
        running.set(false);
        looking.join();
        assertThat(told).hasSize(300_000).containsOnly(PublishResult.PUBLISHED);
    }
}
