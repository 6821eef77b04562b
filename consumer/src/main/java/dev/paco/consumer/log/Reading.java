package dev.paco.consumer.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How far a span of a partition was read, in the order in which its records came to the log. Where a participant was
 * erased, older records were moved behind younger ones; such a partition is read twice, first for what was moved.
 *
 * @param whole the span
 * @param phase which of its records are read now
 * @param position offset of the next record
 */
public record Reading(Span whole, Phase phase, long position) {

    /** Which records of a span are read. */
    public enum Phase {
        /** All, in the order of their offsets. */
        ALL,
        /** Those that were moved; then comes {@link #OTHERS}. */
        COPIES,
        /** Those that were not. */
        OTHERS
    }

    /** Nothing of {@code span} was read yet. */
    public static Reading of(Span span, boolean rewritten) {
        return new Reading(span, rewritten ? Phase.COPIES : Phase.ALL, span.start());
    }

    /** The same, read up to before {@code next}. */
    public Reading at(long next) {
        return phase == Phase.COPIES && next >= whole.end()
                ? new Reading(whole, Phase.OTHERS, whole.start())
                : new Reading(whole, phase, Math.min(Math.max(next, whole.start()), whole.end()));
    }

    /** Whether all of it was read. */
    public boolean isDone() {
        return left() == 0;
    }

    /** How many offsets are still to be read. */
    public long left() {
        long rest = Math.max(whole.end() - position, 0);
        return phase == Phase.COPIES ? rest + whole.length() : rest;
    }

    boolean takes(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < whole.end()
                && switch (phase) {
                    case ALL -> true;
                    case COPIES -> CopyHeaders.isCopy(record);
                    case OTHERS -> !CopyHeaders.isCopy(record);
                };
    }
}
