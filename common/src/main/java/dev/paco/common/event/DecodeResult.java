package dev.paco.common.event;

import java.util.function.Function;

/** What bytes on the log turned out to be. */
public sealed interface DecodeResult {

    /** Takes the branch that applies; a further case stops the compilation of every caller. */
    <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed);

    /** A message. */
    record Decoded(MessageEvent event) implements DecodeResult {
        @Override
        public <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed) {
            return decoded.apply(this);
        }
    }

    /**
     * No message, now and for ever.
     *
     * @param reason the stable code
     * @param detail which field and what is wrong with it; never the value of a text field
     */
    record Malformed(MalformedReason reason, String detail) implements DecodeResult {
        @Override
        public <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed) {
            return malformed.apply(this);
        }
    }
}
