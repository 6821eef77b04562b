package dev.paco.consumer.deadletter;

/** What a dead letter's headers say besides the original ones; a former letter's are replaced. */
public final class DeadLetterHeaders {

    /** All headers of ours start with this. */
    public static final String PREFIX = "paco-dlt-";

    /** A {@link DeadLetterReason#code()}. */
    public static final String REASON = PREFIX + "reason";

    /** The fault in words; never a value of a text field. */
    public static final String DETAIL = PREFIX + "detail";

    /** The topic on which the record first stood. */
    public static final String TOPIC = PREFIX + "topic";

    /** The partition in which the record first stood. */
    public static final String PARTITION = PREFIX + "partition";

    /** The offset at which the record first stood. */
    public static final String OFFSET = PREFIX + "offset";

    /** When the record first came to the log, RFC 3339. */
    public static final String TIME = PREFIX + "time";

    /** How many times it has been tried to write the record; absent stands for once. */
    public static final String ATTEMPT = PREFIX + "attempt";

    private DeadLetterHeaders() {}
}
