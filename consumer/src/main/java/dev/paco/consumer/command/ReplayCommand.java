package dev.paco.consumer.command;

import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.log.LogBound;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StandardError;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.rebuild.RebuiltSchema;
import dev.paco.consumer.rebuild.SchemaComparison;
import dev.paco.consumer.rebuild.SchemaComparison.Differences;
import dev.paco.consumer.rebuild.SchemaName;
import dev.paco.consumer.replay.Replay;
import dev.paco.consumer.replay.ReplayRequest;
import dev.paco.consumer.replay.ReplayResult;
import dev.paco.consumer.replay.ReplayResult.Refused;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code consumer.jar replay}: writes what is on the log once more. */
@Command(
        name = "replay",
        sortOptions = false,
        description = "Reads paco.messages, up to where it ends now, and writes it once more as the writer does, beside"
                + " it and outside of its consumer group. What is there already is a duplicate and stays. Publishes no"
                + " dead letters, confirms nothing. An outage is waited for. Ctrl-C ends it after the batch at hand.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:refused (the sentence says why), or differences found",
            "130:interrupted"
        })
final class ReplayCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "<time|offset|beginning>",
            converter = LogBoundConverter.class,
            description = "First record: one that came to the log at this time or later (ISO 8601, UTC without an"
                    + " offset), an offset of the one --partition, or beginning.")
    private @Nullable LogBound from;

    @Option(
            names = "--to",
            paramLabel = "<time|offset|end>",
            converter = LogBoundConverter.class,
            description = "The record before which it stops. Default: where the log ends at the start.")
    private @Nullable LogBound to;

    @Option(names = "--partition", split = ",", paramLabel = "<number>", description = "Only these partitions.")
    private SortedSet<Integer> partitions = new TreeSet<>();

    @Option(names = "--conversation", paramLabel = "<id>", description = "Only records of this conversation.")
    private @Nullable String conversation;

    @Option(names = "--research-id", paramLabel = "<id>", description = "Only messages of this participant.")
    private @Nullable String researchId;

    @Option(names = "--dry-run", description = "Change nothing, tell what would happen.")
    private boolean dryRun;

    @Option(
            names = "--resume",
            description = "Go on where a replay with the same other options was broken off, up to the end that it had."
                    + " Not after the database was restored in between.")
    private boolean resume;

    @Option(
            names = "--into",
            paramLabel = "<schema>",
            converter = SchemaNameConverter.class,
            description = "Build everything anew in a schema of this name, which must not exist: tables, participants,"
                    + " rows of the old backend, then the whole log.")
    private @Nullable SchemaName into;

    @Option(
            names = "--compare",
            paramLabel = "<schema>",
            converter = SchemaNameConverter.class,
            description = "Replay nothing; compare this schema with the live one, all columns but ids. Shows keys,"
                    + " never content.")
    private @Nullable SchemaName compare;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    ReplayCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws SQLException {
        checkCombination();
        OperatorTools tools = CommandTools.of(environment);
        if (compare != null) {
            return compare(compare, tools);
        }
        try (StopOnSignal signal = new StopOnSignal()) {
            ReplayResult result = into == null ? replay(tools, signal.stop()) : rebuild(into, tools, signal.stop());
            return report(result);
        }
    }

    private void checkCombination() {
        if (compare != null) {
            reject(
                    from != null || to != null || into != null || dryRun || resume || filtered(),
                    "--compare stands" + " alone: it takes none of the options of a replay.");
            return;
        }
        if (into != null) {
            reject(
                    to != null || dryRun || filtered() || !(from == null || from instanceof LogBound.Beginning),
                    "--into builds everything from the beginning of the log: it takes no other --from, no --to,"
                            + " --partition, --conversation, --research-id or --dry-run.");
            return;
        }
        reject(from == null, "Missing required option: '--from=<time|offset|beginning>'.");
        request().fault().ifPresent(fault -> {
            throw new ParameterException(
                    spec.commandLine(),
                    fault.inPartitions()
                            ? "Invalid value for option '--partition': " + fault.sentence() + "."
                            : "Invalid value for option '--from' or '--to': " + fault.sentence()
                                    + " with --partition.");
        });
    }

    private boolean filtered() {
        return !partitions.isEmpty() || conversation != null || researchId != null;
    }

    private void reject(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private ReplayRequest request() {
        return new ReplayRequest(
                from == null ? new LogBound.Beginning() : from,
                to == null ? new LogBound.End() : to,
                partitions,
                conversation,
                researchId,
                dryRun,
                resume);
    }

    private ReplayResult replay(OperatorTools tools, StopSignal stop) throws SQLException {
        try (DatabasePool pool = tools.pool(null);
                Progress progress = StandardError.progress(err())) {
            return new Replay(tools.log(), tools.target(null, pool), tools.writing(), tools.database(), progress, stop)
                    .run(request());
        }
    }

    private ReplayResult rebuild(SchemaName name, OperatorTools tools, StopSignal stop) throws SQLException {
        if (!tools.migrator(tools.connections()).isUpToDate()) {
            return new Refused("The live schema is not at this version; run migrate first.");
        }
        RebuiltSchema schema = new RebuiltSchema(tools.connections(), name);
        if (schema.exists() != resume) {
            return new Refused(
                    resume
                            ? "There is no schema " + name + " to go on with."
                            : "The schema " + name + " exists already: drop it, take another name, or --resume.");
        }
        try (DatabasePool pool = tools.pool(name);
                Progress progress = StandardError.progress(err())) {
            var target = tools.target(name, pool);
            if (!resume) {
                schema.create();
                target.migrator().migrate();
                schema.copyWhatIsNotOnTheLog();
            }
            return new Replay(tools.log(), target, tools.writing(), tools.database(), progress, stop)
                    .run(request(), schema::copyReferences);
        }
    }

    private int report(ReplayResult result) {
        return result.fold(
                ended -> {
                    if (json) {
                        print(ended.summary().fields());
                    } else {
                        ReplayReport.print(ended.summary(), out());
                    }
                    out().flush();
                    return ended.summary().complete() ? CommandLine.ExitCode.OK : ExitStatus.INTERRUPTED;
                },
                refused -> {
                    err().println(refused.sentence());
                    return ExitStatus.REFUSED;
                });
    }

    private int compare(SchemaName other, OperatorTools tools) throws SQLException {
        if (!new RebuiltSchema(tools.connections(), other).exists()) {
            err().println("There is no schema " + other + " to compare with.");
            return ExitStatus.REFUSED;
        }
        Differences differences = new SchemaComparison(tools.connections()).with(other);
        if (json) {
            print(ComparisonReport.json(differences));
        } else {
            ComparisonReport.print(differences, out());
        }
        return differences.isEmpty() ? CommandLine.ExitCode.OK : ExitStatus.REFUSED;
    }

    private void print(Map<String, Object> summary) {
        out().println(JsonMapper.shared().writeValueAsString(summary));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
