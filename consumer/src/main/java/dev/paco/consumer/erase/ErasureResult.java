package dev.paco.consumer.erase;

import java.util.function.Function;

/** How an erasure ended. */
public sealed interface ErasureResult {

    /** Takes the branch that applies. */
    <T> T fold(Function<Ended, T> ended, Function<Refused, T> refused);

    /** It ran, to its end or until it was stopped. */
    record Ended(ErasureSummary summary) implements ErasureResult {
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
    record Refused(String sentence) implements ErasureResult {
        @Override
        public <T> T fold(Function<Ended, T> ended, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
