package dev.paco.consumer.replay;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import java.time.Duration;
import java.util.Map;

/**
 * What a replay has done.
 *
 * @param complete whether it came to its end
 * @param dryRun whether nothing was changed
 * @param read how many records it has read
 * @param outcomes how many of them became what; those that a filter left out became nothing
 * @param reasons why how many can never be written
 * @param writerRunning whether the writer ran at the same time
 * @param elapsed how long it took
 */
public record ReplaySummary(
        boolean complete,
        boolean dryRun,
        long read,
        Map<Outcome, Long> outcomes,
        Map<DeadLetterReason, Long> reasons,
        boolean writerRunning,
        Duration elapsed) {

    /** How many records no filter left out. */
    public long selected() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many had this outcome. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
