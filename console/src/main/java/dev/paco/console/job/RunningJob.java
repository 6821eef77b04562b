package dev.paco.console.job;

import dev.paco.consumer.progress.StopSignal;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job of this console. */
final class RunningJob {

    private final long id;
    private final JobProgress progress;
    private final StopSignal stop = new StopSignal();
    private final AtomicBoolean beingTold = new AtomicBoolean();
    private volatile boolean lost;
    private final CountDownLatch ended = new CountDownLatch(1);

    RunningJob(long id, Clock clock) {
        this.id = id;
        this.progress = new JobProgress(clock);
    }

    long id() {
        return id;
    }

    JobProgress progress() {
        return progress;
    }

    StopSignal stop() {
        return stop;
    }

    /** Asks it to stop since it counts as ended already. */
    void lose() {
        lost = true;
        stop.give();
    }

    boolean isLost() {
        return lost;
    }

    /** Whether its position is being written; set by whoever writes it. */
    AtomicBoolean beingTold() {
        return beingTold;
    }

    /** Opens when its end is in the table. */
    CountDownLatch ended() {
        return ended;
    }
}
