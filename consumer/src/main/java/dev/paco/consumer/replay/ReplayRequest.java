package dev.paco.consumer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.LogBound;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed.
 *
 * @param from the first record
 * @param to the record that is not replayed any more
 * @param partitions those to read; none for all
 * @param conversation only records of it; null for all
 * @param researchId only messages of this participant; null for all
 * @param dryRun whether nothing is to be changed
 * @param resume whether to go on where the same replay was broken off
 */
public record ReplayRequest(
        LogBound from,
        LogBound to,
        SortedSet<Integer> partitions,
        @Nullable String conversation,
        @Nullable String researchId,
        boolean dryRun,
        boolean resume) {

    private static final int NAME_BYTES = 8;

    /**
     * What is wrong with a request.
     *
     * @param inPartitions whether it is in the partitions; else in where it begins or ends
     * @param sentence without a capital and a full stop
     */
    public record Fault(boolean inPartitions, String sentence) {}

    /** What makes it one that cannot be replayed; empty when nothing does. */
    public Optional<Fault> fault() {
        if ((from instanceof LogBound.Offset || to instanceof LogBound.Offset) && partitions.size() != 1) {
            return Optional.of(new Fault(false, "an offset is one of a partition; name it"));
        }
        return partitions.stream()
                .filter(partition -> partition < 0 || partition >= PacoTopic.MESSAGES.partitions())
                .findFirst()
                .map(partition ->
                        new Fault(true, partition + " is none of 0 to " + (PacoTopic.MESSAGES.partitions() - 1)));
    }

    /**
     * The name under which the progress of this replay into {@code database} is kept: the same for the same arguments,
     * whether it is resumed or not.
     */
    String memoryName(String database) {
        String arguments = Stream.concat(
                        Stream.of(
                                String.valueOf(from),
                                String.valueOf(to),
                                String.valueOf(conversation),
                                String.valueOf(researchId),
                                database),
                        partitions.stream().map(String::valueOf))
                .map(argument -> argument.length() + ":" + argument)
                .collect(Collectors.joining(","));
        return "paco-replay-" + HexFormat.of().formatHex(sha256(arguments), 0, NAME_BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The filters that were set, for a refusal. */
    List<String> filters() {
        return Stream.of(
                        partitions.isEmpty() ? null : "--partition",
                        conversation == null ? null : "--conversation",
                        researchId == null ? null : "--research-id")
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Names no participant: requests are logged. */
    @Override
    public String toString() {
        return "ReplayRequest[from=" + from + ", to=" + to + "]";
    }
}
