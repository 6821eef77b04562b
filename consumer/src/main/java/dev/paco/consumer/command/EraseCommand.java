package dev.paco.consumer.command;

import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.erase.Erasure;
import dev.paco.consumer.erase.ErasureRequest;
import dev.paco.consumer.erase.ErasureResult;
import dev.paco.consumer.erase.ErasureSummary;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StandardError;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code consumer.jar erase}: a participant has withdrawn. */
@Command(
        name = "erase",
        sortOptions = false,
        description = "Removes all that a participant has said, from the database and from Kafka's log, and deactivates"
                + " them. A tombstone stays, which the writers and every replay respect. It cannot be undone. A writer"
                + " must run, and no replay. When it is broken off, run it again.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; run it again",
            "2:wrong usage",
            "3:refused (the sentence says why)",
            "130:interrupted; run it again"
        })
final class EraseCommand implements Callable<Integer> {

    private final Environment environment;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--research-id", paramLabel = "<id>", required = true, description = "The participant.")
    private String researchId = "";

    @Option(names = "--dry-run", description = "Change nothing, tell how much there is.")
    private boolean dryRun;

    @Option(
            names = "--settle",
            paramLabel = "<seconds>",
            defaultValue = "60",
            description =
                    "How long to wait until no gateway takes messages of theirs any more and all that was taken is"
                            + " on the log: ten seconds until a gateway knows, thirty for what is on its way, and some more."
                            + " Default: ${DEFAULT-VALUE}.")
    private int settleSeconds;

    @Option(
            names = "--rewrite-tables",
            description = "Write the tables anew afterwards, so that no deleted text stays in their free space. Locks"
                    + " them while it lasts; messages wait on the log.")
    private boolean rewriteTables;

    @Option(
            names = "--by",
            paramLabel = "<name>",
            description = "Who does it, for the record. Default: the user of this machine.")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    EraseCommand(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        if (researchId.isBlank() || settleSeconds < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    settleSeconds < 0
                            ? "Invalid value for option '--settle': " + settleSeconds + " is negative."
                            : "Invalid value for option '--research-id': it is blank.");
        }
        OperatorTools tools = CommandTools.of(environment);
        JdbcConnections connections = tools.connections();
        try (StopOnSignal signal = new StopOnSignal();
                Progress progress = StandardError.progress(spec.commandLine().getErr())) {
            ErasureResult result = new Erasure(
                            tools.log(),
                            connections,
                            tools.migrator(connections),
                            tools.schema(),
                            progress,
                            signal.stop(),
                            clock)
                    .run(new ErasureRequest(researchId, dryRun, Duration.ofSeconds(settleSeconds), rewriteTables, by));
            return result.fold(ended -> report(ended.summary()), refused -> {
                spec.commandLine().getErr().println(refused.sentence());
                return ExitStatus.REFUSED;
            });
        }
    }

    private int report(ErasureSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(summary.fields()));
        } else {
            print(summary, out);
        }
        out.flush();
        return summary.complete() ? CommandLine.ExitCode.OK : ExitStatus.INTERRUPTED;
    }

    private void print(ErasureSummary summary, PrintWriter out) {
        if (!summary.complete()) {
            out.println("Interrupted. The tombstone stands; run it again to remove the rest.");
            return;
        }
        out.println(
                summary.dryRun()
                        ? "Dry run, nothing was changed. There are:"
                        : String.format(
                                Locale.ROOT,
                                "Erased in %.1f s:",
                                summary.elapsed().toMillis() / 1000.0));
        summary.rows().forEach((table, count) -> out.println(line(table, count, "")));
        out.println(line("records on the log", summary.records(), moved(summary.recordsMoved())));
        out.println(line("dead letters", summary.letters(), moved(summary.lettersMoved())));
        if (summary.unknown() > 0) {
            out.println(summary.unknown() + " records or letters name no participant and stay; see deadletters list.");
        }
        if (!summary.dryRun()) {
            out.println("Brokers delete the records from their disks after log.retention.check.interval.ms and"
                    + " file.delete.delay.ms.");
            out.println(
                    rewriteTables
                            ? "Postgres keeps them in its write-ahead log until checkpoints have removed it."
                            : "Postgres keeps deleted text in free space until it is overwritten; --rewrite-tables"
                                    + " removes it. Its write-ahead log keeps it until checkpoints have removed it.");
            out.println("Backups and replicas of either are not erased by this.");
        }
    }

    private static String line(String what, long count, String remark) {
        return String.format(Locale.ROOT, "  %-34s%,d%s", what, count, remark);
    }

    private static String moved(long count) {
        return count == 0 ? "" : String.format(Locale.ROOT, " (%,d of others moved)", count);
    }
}
