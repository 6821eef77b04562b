package dev.paco.common.event;

import java.util.Locale;
import java.util.Optional;

/** What became of an event: every one ends as exactly one of these. */
public enum Outcome {
    /** It is a new row. */
    SAVED,
    /** Its row was there already, with the same content. */
    DUPLICATE,
    /** Its row was there with other content: the row stays, this text is a new revision of it. */
    REVISED,
    /** It can never be written and stands on the dead-letter topic. */
    DEAD_LETTERED,
    /** Its participant has withdrawn: counted, content dropped. */
    ERASED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in metrics. */
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name; empty for any other. */
    public static Optional<Outcome> of(String wireName) {
        for (Outcome outcome : values()) {
            if (outcome.wireName().equals(wireName)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
