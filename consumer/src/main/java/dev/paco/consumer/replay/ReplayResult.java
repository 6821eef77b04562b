package dev.paco.consumer.replay;

import java.util.function.Function;

/** How a replay ended. */
public sealed interface ReplayResult {

    /** Takes the branch that applies. */
    <T> T fold(Function<Ended, T> ended, Function<Refused, T> refused);

    /** It ran, to its end or until it was stopped. */
    record Ended(ReplaySummary summary) implements ReplayResult {
        @Override
        public <T> T fold(Function<Ended, T> ended, Function<Refused, T> refused) {
            return ended.apply(this);
        }
    }

    /**
     * It has not begun.
     *
     * @param sentence why, and what to do
     */
    record Refused(String sentence) implements ReplayResult {
        @Override
        public <T> T fold(Function<Ended, T> ended, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
