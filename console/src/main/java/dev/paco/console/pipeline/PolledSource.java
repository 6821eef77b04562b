package dev.paco.console.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks something again and again, on a thread of its own, so that what does not answer holds nothing else up. An answer that is too old
 * is none.
 */
final class PolledSource<T> {

    private static final Logger log = LoggerFactory.getLogger(PolledSource.class);

    private final String name;
    private final Callable<T> question;
    private final Duration poll;
    private final Duration valid;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Answer<T> last;
    private Runnable whenStopped = () -> {};

    /**
     * Asks nothing yet.
     *
     * @param poll how long after an answer it asks again
     * @param valid how old an answer may be
     */
    PolledSource(String name, Callable<T> question, Duration poll, Duration valid, Clock clock) {
        this.name = name;
        this.question = question;
        this.poll = poll;
        this.valid = valid;
        this.clock = clock;
    }

    private record Answer<T>(T value, Instant at) {}

    /** Has its thread do something at its end. */
    PolledSource<T> whenStopped(Runnable action) {
        whenStopped = action;
        return this;
    }

    void start() {
        Thread thread = new Thread(this::run, "paco-pipeline-" + name);
        // It changes nothing, so that nothing has to wait for it.
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean stopped = false;
            while (!stopped) {
                ask();
                stopped = isStopping();
            }
        } finally {
            whenStopped.run();
        }
    }

    private void ask() {
        try {
            T answer = question.call();
            last = new Answer<>(answer, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception outage) {
            last = null;
            log.debug("No answer of {}: {}", name, outage.toString());
        }
    }

    private boolean isStopping() {
        try {
            return stopping.await(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void stop() {
        stopping.countDown();
    }

    /** The last answer, unless it is too old. */
    Optional<T> answer() {
        Answer<T> found = last;
        return found == null || found.at().plus(valid).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(found.value());
    }
}
