package dev.paco.consumer.log;

/**
 * A part of a partition.
 *
 * @param start offset of its first record
 * @param end offset after its last record
 */
public record Span(long start, long end) {

    /** How many offsets it has. */
    public long length() {
        return Math.max(end - start, 0);
    }
}
