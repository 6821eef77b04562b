package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Remembers what was committed of a batch until all of it is settled. When an outage breaks it off the same records come again and find what
 * they have written themselves: they are told as what they were then, not as their own duplicates. Thread-safe.
 */
@Component
final class UnsettledCommits implements Commits {

    private final WriteMetrics metrics;
    private final Clock clock;
    private final Map<Text, Outcome> now = new ConcurrentHashMap<>();
    private final Map<Text, Outcome> before = new ConcurrentHashMap<>();

    UnsettledCommits(WriteMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void saved(MessageEvent message) {
        now.put(Text.of(message), Outcome.SAVED);
        metrics.saved(Duration.between(message.receivedAt(), clock.instant()));
    }

    @Override
    public void revised(MessageEvent message) {
        now.put(Text.of(message), Outcome.REVISED);
    }

    @Override
    public Outcome outcomeOfFound(MessageEvent message) {
        if (before.isEmpty()) {
            return Outcome.DUPLICATE;
        }
        // The first that asks is the one that was committed; a further copy is a duplicate of it.
        Outcome outcome = before.remove(Text.of(message));
        if (outcome == null) {
            return Outcome.DUPLICATE;
        }
        now.put(Text.of(message), outcome);
        return outcome;
    }

    /** The records that were begun come again. */
    void brokenOff() {
        before.putAll(now);
        now.clear();
    }

    /** All records that were begun are settled. */
    void settled() {
        before.clear();
        now.clear();
    }

    private record Text(UUID messageKey, String content) {

        static Text of(MessageEvent message) {
            return new Text(message.messageKey(), message.content());
        }
    }
}
