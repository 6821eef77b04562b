package dev.paco.consumer.replay;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

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

    /** How many can never be written, by the code of why. */
    public Map<String, Long> reasonCounts() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((reason, count) -> counts.put(reason.code(), count));
        return counts;
    }

    /** The same for programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", complete);
        fields.put("dry_run", dryRun);
        fields.put("read", read);
        fields.put("selected", selected());
        for (Outcome outcome : Outcome.values()) {
            fields.put(outcome.wireName(), count(outcome));
        }
        fields.put("dead_letter_reasons", reasonCounts());
        fields.put("writer_running", writerRunning);
        fields.put("elapsed_ms", elapsed.toMillis());
        return fields;
    }
}
