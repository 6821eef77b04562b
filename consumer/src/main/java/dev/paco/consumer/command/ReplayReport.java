package dev.paco.consumer.command;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.replay.ReplaySummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what a replay has done. */
final class ReplayReport {

    private ReplayReport() {}

    /** For people. */
    static void print(ReplaySummary summary, PrintWriter out) {
        double seconds = summary.elapsed().toMillis() / 1000.0;
        out.println(String.format(
                Locale.ROOT,
                "%s %,d records in %.1f s (%,.0f/s)%s",
                summary.dryRun() ? "Dry run, nothing was changed: read" : "Read",
                summary.read(),
                seconds,
                summary.read() / Math.max(seconds, 0.001),
                summary.complete() ? "" : "; interrupted, --resume goes on from here"));
        if (summary.selected() != summary.read()) {
            out.println(line("selected", summary.selected(), ""));
        }
        for (Outcome outcome : Outcome.values()) {
            out.println(line(
                    outcome.wireName().replace('_', '-'),
                    summary.count(outcome),
                    outcome == Outcome.DEAD_LETTERED ? reasons(summary) : ""));
        }
        if (summary.writerRunning() && summary.count(Outcome.SAVED) > 0 && !summary.dryRun()) {
            out.println("A writer ran at the same time: rows that were missing may have higher ids than later messages"
                    + " of their conversations.");
        }
    }

    private static String line(String name, long count, String remark) {
        return String.format(Locale.ROOT, "  %-14s%,d%s", name, count, remark);
    }

    private static String reasons(ReplaySummary summary) {
        return summary.reasons().isEmpty()
                ? ""
                : summary.reasonCounts().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
