package dev.paco.console.job;

import dev.paco.consumer.progress.Progress;
import java.time.Clock;

/** Keeps where a job is. Thread-safe. */
public final class JobProgress implements Progress {

    private static final int LONGEST_TROUBLE = 500;

    private final Clock clock;
    private JobPosition position = JobPosition.START;

    public JobProgress(Clock clock) {
        this.clock = clock;
    }

    /** Where it is now. */
    public synchronized JobPosition position() {
        return position;
    }

    @Override
    public synchronized void begins(String what, long total) {
        position = new JobPosition(what, clock.instant(), 0, total, null);
    }

    @Override
    public synchronized void advances(long count) {
        position = new JobPosition(
                position.phase(),
                position.phaseBeganAt(),
                position.done() + count,
                position.total(),
                count == 0 ? position.trouble() : null);
    }

    @Override
    public synchronized void trouble(String sentence) {
        String line = sentence.lines().findFirst().orElse("");
        position = new JobPosition(
                position.phase(),
                position.phaseBeganAt(),
                position.done(),
                position.total(),
                line.substring(0, Math.min(line.length(), LONGEST_TROUBLE)));
    }

    @Override
    public void close() {
        // What was told last stays.
    }
}
