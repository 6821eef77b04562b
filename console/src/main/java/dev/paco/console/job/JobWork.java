package dev.paco.console.job;

import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;

/** What a job does, on a thread of its own. */
public interface JobWork {

    /**
     * Does it; blocks until that is done.
     *
     * @param progress is told how far it is
     * @param stop asks it to end soon
     * @throws Exception when it fails; it is told without what rows hold
     */
    JobEnd run(Progress progress, StopSignal stop) throws Exception;
}
