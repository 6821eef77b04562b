package dev.paco.consumer.replay;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the records until now. Thread-safe. */
final class ReplayCounts {

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<DeadLetterReason, Long> reasons = new EnumMap<>(DeadLetterReason.class);
    private long read;

    synchronized void add(int records, List<Replayed> settled) {
        read += records;
        for (Replayed one : settled) {
            outcomes.merge(one.outcome(), 1L, Long::sum);
            if (one.reason() != null) {
                reasons.merge(one.reason(), 1L, Long::sum);
            }
        }
    }

    synchronized long read() {
        return read;
    }

    synchronized Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        return all;
    }

    synchronized Map<DeadLetterReason, Long> reasons() {
        return new EnumMap<>(reasons.isEmpty() ? new EnumMap<>(DeadLetterReason.class) : reasons);
    }
}
