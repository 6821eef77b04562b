package dev.paco.consumer.deadletter;

/** What a redriven record's headers say besides the original ones, so that it stays the same letter when it is refused. */
public final class RedriveHeaders {

    /** All headers of ours start with this. */
    public static final String PREFIX = "paco-redriven-";

    /** The {@link LetterId} of the letter. */
    public static final String LETTER = PREFIX + "letter";

    /** How many times it has been tried before. */
    public static final String ATTEMPT = PREFIX + "attempt";

    /** When the record first came to the log, RFC 3339. */
    public static final String TIME = PREFIX + "time";

    private RedriveHeaders() {}
}
