package dev.paco.console.replay;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.LogBound;
import dev.paco.consumer.replay.ReplayRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into the form of a replay.
 *
 * @param from {@code beginning}, {@code time} or {@code offset}
 * @param fromValue the time or offset
 * @param to {@code end}, {@code time} or {@code offset}
 * @param toValue the time or offset
 * @param partitions numbers with commas between; empty for all
 * @param conversation empty for all
 * @param participant empty for all
 * @param dryRun whether nothing is to be changed
 * @param resume whether to go on where the same replay was broken off
 */
record ReplayForm(
        String from,
        String fromValue,
        String to,
        String toValue,
        String partitions,
        String conversation,
        String participant,
        boolean dryRun,
        boolean resume) {

    private static final String TIME = "time";
    private static final String OFFSET = "offset";

    /** As it is shown at first. */
    static final ReplayForm EMPTY = new ReplayForm("beginning", "", "end", "", "", "", "", true, false);

    static ReplayForm of(MultiValueMap<String, String> fields) {
        return new ReplayForm(
                text(fields, "from"),
                text(fields, "fromValue"),
                text(fields, "to"),
                text(fields, "toValue"),
                text(fields, "partitions"),
                text(fields, "conversation"),
                text(fields, "participant"),
                fields.containsKey("dryRun"),
                fields.containsKey("resume"));
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** What is wrong with it, as a sentence that names the field; empty when nothing is. */
    Optional<String> fault() {
        return Stream.<Optional<String>>of(
                        boundFault("From", from, fromValue, "beginning"),
                        boundFault("To", to, toValue, "end"),
                        partitionsFault())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> request().fault().map(ReplayForm::sentence));
    }

    private static String sentence(ReplayRequest.Fault fault) {
        return fault.inPartitions()
                ? "Partitions: " + fault.sentence() + "."
                : "From or to: " + fault.sentence() + " under “Partitions”.";
    }

    private static Optional<String> boundFault(String field, String kind, String value, String edge) {
        if (kind.equals(edge)) {
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(field + ": '" + value + "' was typed, but " + edge
                            + " is chosen; choose a time or an offset, or leave it empty.");
        }
        if (!kind.equals(TIME) && !kind.equals(OFFSET)) {
            return Optional.of(field + ": choose one of " + edge + ", a time and an offset.");
        }
        boolean right = LogBound.of(value)
                .filter(bound -> kind.equals(TIME) ? bound instanceof LogBound.Time : bound instanceof LogBound.Offset)
                .isPresent();
        return right
                ? Optional.empty()
                : Optional.of(field + ": '" + value + "' is no "
                        + (kind.equals(TIME) ? "time such as 2025-01-08T16:00:00Z." : "offset such as 1042."));
    }

    private Optional<String> partitionsFault() {
        return partitions.isEmpty() || partitions.matches("\\d{1,3}(\\s*,\\s*\\d{1,3})*")
                ? Optional.empty()
                : Optional.of("Partitions: '" + partitions + "' are no numbers of 0 to "
                        + (PacoTopic.MESSAGES.partitions() - 1) + " with commas between.");
    }

    /** What is asked for; of a form without a {@link #fault}. */
    ReplayRequest request() {
        SortedSet<Integer> chosen = new TreeSet<>();
        Stream.of(partitions.split(","))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .forEach(number -> chosen.add(Integer.valueOf(number)));
        return new ReplayRequest(
                bound(from, fromValue),
                bound(to, toValue),
                chosen,
                emptyIsNull(conversation),
                emptyIsNull(participant),
                dryRun,
                resume);
    }

    private static LogBound bound(String kind, String value) {
        return LogBound.of(kind.equals(TIME) || kind.equals(OFFSET) ? value : kind)
                .orElseThrow();
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The same for the record. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("from", said(from, fromValue));
        parameters.put("to", said(to, toValue));
        parameters.put("partitions", partitions);
        parameters.put("conversation", conversation);
        parameters.put("participant", participant);
        parameters.put("dry_run", dryRun);
        parameters.put("resume", resume);
        parameters.values().removeIf(value -> value.equals(""));
        return parameters;
    }

    private static String said(String kind, String value) {
        return kind.equals(OFFSET) ? "offset " + value : kind.equals(TIME) ? value : kind;
    }
}
