package dev.paco.gateway.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.MonoSink;

/**
 * Tells requests that have waited for the log long enough. All wait equally long, so that one queue and one thread do for all; a timer for
 * each would cost more than publishing does. Up to {@link #TICK} late. Thread-safe.
 */
final class Deadlines {

    private static final Duration TICK = Duration.ofMillis(50);

    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "paco-publish-deadlines");
        thread.setDaemon(true);
        return thread;
    });
    private final long patience;

    Deadlines(Duration patience) {
        this.patience = patience.toNanos();
    }

    void start() {
        var unused =
                ticker.scheduleWithFixedDelay(this::tellOverdue, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop() {
        ticker.shutdownNow();
    }

    /** From now on {@code sink} waits; it must be told through what is returned. */
    Waiting begin(MonoSink<PublishResult> sink) {
        Waiting waiting = new Waiting(sink, System.nanoTime());
        queue.add(waiting);
        return waiting;
    }

    /** Those who were told are forgotten only once nobody before them waits: for as long as one may wait, at most. */
    void tellOverdue() {
        long now = System.nanoTime();
        for (Waiting first = queue.peek();
                first != null && (first.told.get() || now - first.since >= patience);
                first = queue.peek()) {
            first.tell(PublishResult.UNREACHABLE);
            queue.poll();
        }
    }

    /** One request; the first that it is told counts. */
    static final class Waiting {

        private final MonoSink<PublishResult> sink;
        private final long since;
        private final AtomicBoolean told = new AtomicBoolean();

        private Waiting(MonoSink<PublishResult> sink, long since) {
            this.sink = sink;
            this.since = since;
        }

        void tell(PublishResult result) {
            if (told.compareAndSet(false, true)) {
                sink.success(result);
            }
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
