package dev.paco.console.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work that a user has started.
 *
 * @param id of the job
 * @param kind what it does
 * @param parameters with what
 * @param startedBy a user's name
 * @param startedAt when
 * @param endedAt when it came to an end, whichever; null while it runs
 * @param state how far it is
 * @param position where it is, or was when it ended
 * @param result what came of it; {@code sentence} in words
 * @param stopping whether somebody has asked it to stop
 */
public record Job(
        long id,
        JobKind kind,
        Map<String, Object> parameters,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        JobState state,
        JobPosition position,
        Map<String, Object> result,
        boolean stopping) {

    /** The field of a result that says what is not as it was meant to be. */
    static final String SHORTFALL = "shortfall";

    public boolean isRunning() {
        return state == JobState.RUNNING;
    }

    /** Whether it only tells what it would do. */
    public boolean isDryRun() {
        return Boolean.TRUE.equals(parameters.get("dry_run"));
    }

    /** How long it took; null while it runs. */
    public @Nullable Duration length() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }

    /** What came of it in words; null when that is told in figures. */
    public @Nullable String sentence() {
        return result.get("sentence") instanceof String sentence ? sentence : null;
    }

    /** What is not as it was meant to be although the job is done; null when nothing is known to be so. */
    public @Nullable String shortfall() {
        return result.get(SHORTFALL) instanceof String shortfall ? shortfall : null;
    }

    /** Its state in words. */
    public String stateText() {
        String shortfall = shortfall();
        return shortfall == null ? state.wireName() : state.wireName() + ", with " + shortfall;
    }

    /** The class that its state is shown with. */
    public String tone() {
        return shortfall() == null ? state.tone() : "bad";
    }

    Job at(JobPosition now, boolean stopGiven) {
        return new Job(id, kind, parameters, startedBy, startedAt, endedAt, state, now, result, stopping || stopGiven);
    }
}
