package dev.paco.console.job;

import dev.paco.console.page.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells the fields of parameters and results to people, in the order in which they are of interest. */
public final class Facts {

    private static final List<String> ORDER = List.of(
            "participant",
            "from",
            "to",
            "partitions",
            "conversation",
            "resume",
            "letters",
            "filter",
            "because",
            "read",
            "selected",
            "saved",
            "duplicate",
            "revised",
            "dead_lettered",
            "dead_letter_reasons",
            "erased",
            "chosen",
            "redriven",
            "discarded",
            "failed",
            "refused_again",
            "records_behind",
            "rows",
            "records",
            "records_moved",
            "dead_letters",
            "dead_letters_moved",
            "unknown",
            "elapsed_ms");

    private static final Map<String, String> NAMES = Map.of(
            "records_behind", "records that writers have not come to yet",
            "records", "records on the log",
            "records_moved", "records of others that were moved",
            "dead_letters_moved", "dead letters of others that were moved",
            "unknown", "records and letters that name no participant, and stay",
            "elapsed_ms", "time taken");

    /** What is told by other means. */
    private static final List<String> APART =
            List.of("sentence", Job.SHORTFALL, "complete", "dry_run", "writer_running");

    private static final Times TIMES = new Times();

    private Facts() {}

    /** All that is worth a line. */
    public static List<Fact> of(Map<String, Object> fields) {
        List<Fact> facts = new ArrayList<>();
        fields.entrySet().stream()
                .filter(field -> !APART.contains(field.getKey()))
                .sorted((one, other) -> Integer.compare(rank(one.getKey()), rank(other.getKey())))
                .forEach(field -> add(field.getKey(), field.getValue(), facts));
        return facts;
    }

    /** The same in a line. */
    public static String line(Map<String, Object> fields) {
        return of(fields).stream()
                .filter(fact -> !fact.value().equals("0"))
                .map(fact -> fact.name() + " " + fact.value())
                .collect(Collectors.joining(", "));
    }

    private static int rank(String field) {
        int place = ORDER.indexOf(field);
        return place < 0 ? ORDER.size() : place;
    }

    private static void add(String field, Object value, List<Fact> facts) {
        String name = NAMES.getOrDefault(field, field.replace('_', ' '));
        if (field.equals("elapsed_ms") && value instanceof Number millis) {
            facts.add(new Fact(name, TIMES.length(Duration.ofMillis(millis.longValue())), true));
        } else if (value instanceof Map<?, ?> parts) {
            new TreeMap<>(parts)
                    .forEach((part, count) -> facts.add(new Fact(
                            (field.equals("rows") ? "rows of " : name + ": ") + part,
                            text(count),
                            count instanceof Number)));
        } else if (!text(value).isEmpty()) {
            facts.add(new Fact(name, text(value), value instanceof Number));
        }
    }

    private static String text(Object value) {
        if (value instanceof Number number) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "";
        }
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
