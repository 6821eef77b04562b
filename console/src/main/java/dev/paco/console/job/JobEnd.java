package dev.paco.console.job;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How work has ended.
 *
 * @param state which end it was
 * @param result what came of it
 */
public record JobEnd(JobState state, Map<String, Object> result) {

    /** It came to its end, or was stopped before. */
    public static JobEnd of(boolean complete, Map<String, Object> result) {
        return new JobEnd(complete ? JobState.DONE : JobState.CANCELLED, result);
    }

    /**
     * It came to its end, but not all of it is as it was meant to be.
     *
     * @param shortfall what is not, in a few words: "2 refused again"
     */
    public static JobEnd fallenShort(String shortfall, Map<String, Object> result) {
        Map<String, Object> all = new LinkedHashMap<>(result);
        all.put(Job.SHORTFALL, shortfall);
        return new JobEnd(JobState.DONE, all);
    }

    /** It has not begun. */
    public static JobEnd refused(String sentence) {
        return new JobEnd(JobState.REFUSED, Map.of("sentence", sentence));
    }

    static JobEnd failed(String sentence) {
        return new JobEnd(JobState.FAILED, Map.of("sentence", sentence));
    }

    /** The same when it was not a user who stopped it. */
    JobEnd interrupted() {
        return state == JobState.DONE || state == JobState.REFUSED ? this : new JobEnd(JobState.INTERRUPTED, result);
    }
}
