package dev.paco.gateway.save;

import dev.paco.gateway.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** What became of a request to save a message. */
sealed interface SaveResult {

    <T> T fold(Function<Saved, T> saved, Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** The row is in Postgres. */
    record Saved(long messageId, Instant timestamp) implements SaveResult {
        @Override
        public <T> T fold(Function<Saved, T> saved, Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return saved.apply(this);
        }
    }

    /** The event is on the log and will be written. */
    record Accepted(UUID messageKey, Instant timestamp) implements SaveResult {
        @Override
        public <T> T fold(Function<Saved, T> saved, Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** Nothing was acknowledged. */
    record Refused(Problem problem) implements SaveResult {
        @Override
        public <T> T fold(Function<Saved, T> saved, Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
