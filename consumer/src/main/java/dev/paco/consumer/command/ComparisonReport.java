package dev.paco.consumer.command;

import dev.paco.consumer.rebuild.SchemaComparison.Differences;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells how two schemas differ. */
final class ComparisonReport {

    private ComparisonReport() {}

    /** For people. */
    static void print(Differences differences, PrintWriter out) {
        out.println(differences.isEmpty() ? "No differences" : "There are differences");
        differences
                .totals()
                .forEach((table, total) -> out.println(String.format(Locale.ROOT, "  %-28s%,d", table, total)));
        out.println(String.format(Locale.ROOT, "  %-28s%,d", "in another place", differences.misplaced()));
        differences
                .examples()
                .forEach(example -> out.println(
                        String.join("  ", example.table(), TerminalText.escaped(example.row()), example.difference())));
    }

    /** For programs. */
    static Map<String, Object> json(Differences differences) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("equal", differences.isEmpty());
        json.put("differences", differences.totals());
        json.put("in_another_place", differences.misplaced());
        json.put("examples", differences.examples());
        return json;
    }
}
