package dev.paco.console.summary;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses of work in the background, which leave the database to others most of the time. */
final class Rest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final double share;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param share of the time that is worked
     */
    Rest(double share) {
        this.share = share;
    }

    /** Rests after work that took so long, and is over at once when the work shall stop; false then. */
    boolean after(Duration work) {
        long millis = Math.min(Math.round(work.toMillis() * (1 / share - 1)), LONGEST.toMillis());
        try {
            return !stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isStopped() {
        return stopping.getCount() == 0;
    }

    /** Ends this and every later rest. */
    void stop() {
        stopping.countDown();
    }
}
