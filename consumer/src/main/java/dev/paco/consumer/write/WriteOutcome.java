package dev.paco.consumer.write;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import java.time.Instant;
import java.util.function.Function;

/** What became of one record. */
public sealed interface WriteOutcome {

    <T> T fold(
            Function<Stored, T> stored,
            Function<Noted, T> noted,
            Function<Unwritable, T> unwritable,
            Function<Erased, T> erased);

    /**
     * A row holds it.
     *
     * @param kind saved, duplicate or revised
     * @param messageId the row's id
     * @param timestamp the row's timestamp
     */
    record Stored(Outcome kind, long messageId, Instant timestamp) implements WriteOutcome {
        @Override
        public <T> T fold(
                Function<Stored, T> stored,
                Function<Noted, T> noted,
                Function<Unwritable, T> unwritable,
                Function<Erased, T> erased) {
            return stored.apply(this);
        }
    }

    /**
     * It is no message, and what it says is known.
     *
     * @param kind saved when it is known by this, duplicate when it was known, or something later is
     */
    record Noted(Outcome kind) implements WriteOutcome {
        @Override
        public <T> T fold(
                Function<Stored, T> stored,
                Function<Noted, T> noted,
                Function<Unwritable, T> unwritable,
                Function<Erased, T> erased) {
            return noted.apply(this);
        }
    }

    /**
     * It can never be written.
     *
     * @param reason why
     * @param detail the fault in words; never a value of a text field
     */
    record Unwritable(DeadLetterReason reason, String detail) implements WriteOutcome {
        @Override
        public <T> T fold(
                Function<Stored, T> stored,
                Function<Noted, T> noted,
                Function<Unwritable, T> unwritable,
                Function<Erased, T> erased) {
            return unwritable.apply(this);
        }
    }

    /** Its participant has withdrawn: nothing holds it. */
    record Erased() implements WriteOutcome {
        @Override
        public <T> T fold(
                Function<Stored, T> stored,
                Function<Noted, T> noted,
                Function<Unwritable, T> unwritable,
                Function<Erased, T> erased) {
            return erased.apply(this);
        }
    }
}
