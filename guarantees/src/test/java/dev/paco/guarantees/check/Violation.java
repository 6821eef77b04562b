package dev.paco.guarantees.check;

/**
 * A promise that was broken.
 *
 * @param promise which one
 * @param detail by what
 */
public record Violation(Promise promise, String detail) {

    /** What is promised of the messages of a run. */
    public enum Promise {
        /** G1: what was acknowledged is a row, a revision, a dead letter or erased. */
        NOTHING_IS_LOST,
        /** G2: a key, and a text, has one row. */
        ONE_ROW_PER_MESSAGE,
        /** G3: the rows of a conversation ascend as their first copies on the log do. */
        IN_THE_ORDER_OF_THE_LOG,
        /** Every key on the log is in exactly one place, and no row comes from elsewhere. */
        ONE_PLACE_PER_KEY,
        /** An answer that names a row names the message's own. */
        ANSWERS_ARE_TRUE
    }
}
