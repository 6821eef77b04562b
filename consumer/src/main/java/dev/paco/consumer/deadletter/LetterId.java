package dev.paco.consumer.deadletter;

import dev.paco.common.topic.PacoTopic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a dead letter by where its record first stood on the log. It stays the same when the letter is repeated, redriven
 * and refused again, or moved.
 *
 * @param topic {@code paco.messages}; {@code paco.messages.dlt} for a letter that says nothing of its origin
 * @param partition of the topic
 * @param offset in the partition
 */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {

    private static final Pattern FORM = Pattern.compile("(dlt-)?(\\d{1,9})-(\\d{1,18})");
    private static final String NO_ORIGIN = "dlt-";

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<LetterId> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new LetterId(
                        form.group(1) == null ? PacoTopic.MESSAGES.name() : PacoTopic.DEAD_LETTERS.name(),
                        Integer.parseInt(form.group(2)),
                        Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    /** Whether the letter says where its record came from. */
    public boolean hasOrigin() {
        return !topic.equals(PacoTopic.DEAD_LETTERS.name());
    }

    @Override
    public int compareTo(LetterId other) {
        int byTopic = topic.compareTo(other.topic);
        int byPartition = byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    /** {@code 3-1042}, or {@code dlt-3-17}. */
    @Override
    public String toString() {
        return (hasOrigin() ? "" : NO_ORIGIN) + partition + "-" + offset;
    }
}
