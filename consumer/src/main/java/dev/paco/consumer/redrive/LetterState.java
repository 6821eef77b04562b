package dev.paco.consumer.redrive;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What was done with a letter since it was last refused. */
public enum LetterState {
    /** Nothing. */
    OPEN,
    /** It was put on the log again, and was not refused since. */
    REDRIVEN,
    /** Somebody gave it up. */
    DISCARDED;

    /** Its name in options, tables and JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@link #code()}. */
    public static Optional<LetterState> of(String code) {
        return Stream.of(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
