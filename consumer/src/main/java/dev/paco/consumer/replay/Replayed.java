package dev.paco.consumer.replay;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.write.WriteOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became, or would become, of one record.
 *
 * @param outcome its kind
 * @param reason why it can never be written; null for every other outcome
 */
record Replayed(Outcome outcome, @Nullable DeadLetterReason reason) {

    static Replayed of(Outcome outcome) {
        return new Replayed(outcome, null);
    }

    static Replayed of(DeadLetterReason reason) {
        return new Replayed(Outcome.DEAD_LETTERED, reason);
    }

    static Replayed of(WriteOutcome written) {
        return written.fold(
                stored -> of(stored.kind()),
                noted -> of(noted.kind()),
                unwritable -> of(unwritable.reason()),
                erased -> of(Outcome.ERASED));
    }
}
