package dev.paco.console.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a job is. */
public enum JobState {
    RUNNING(""),
    /** It came to its end. */
    DONE("good"),
    /** Something went wrong that waiting does not mend. */
    FAILED("bad"),
    /** A user stopped it. */
    CANCELLED("warn"),
    /** It has not begun; the sentence says why. */
    REFUSED("bad"),
    /** Its console stopped, or died. */
    INTERRUPTED("warn");

    private final String tone;

    JobState(String tone) {
        this.tone = tone;
    }

    /** The class that it is shown with. */
    public String tone() {
        return tone;
    }

    /** As it stands in the table. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@link #wireName}. */
    public static Optional<JobState> of(String wireName) {
        return Stream.of(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst();
    }
}
