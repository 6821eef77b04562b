package dev.paco.consumer.command;

import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StandardError;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** A command that does something with chosen letters. */
abstract class ActingCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final LetterSelection selection = new LetterSelection();

    @Option(names = "--dry-run", description = "Change nothing, tell which letters are chosen.")
    private boolean dryRun;

    @Option(
            names = "--by",
            paramLabel = "<name>",
            description = "Who does it, for the record. Default: the user of this machine.")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    ActingCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public final Integer call() throws SQLException {
        selection.check(spec.commandLine());
        check(spec.commandLine());
        OperatorTools tools = CommandTools.of(environment);
        try (StopOnSignal signal = new StopOnSignal();
                Progress progress = StandardError.progress(spec.commandLine().getErr())) {
            DeadLetters letters = DeadLetters.read(tools.log(), tools.letterActs(), progress);
            Set<?> missing = selection.missing(letters);
            if (!missing.isEmpty()) {
                spec.commandLine().getErr().println("There are no such letters: " + missing);
                return ExitStatus.REFUSED;
            }
            List<Letter> chosen = selection.chosen(letters);
            if (dryRun) {
                Map<String, Object> summary = new LinkedHashMap<>();
                summary.put("dry_run", true);
                summary.put("chosen", chosen.size());
                summary.put("reasons", LetterReport.byReason(chosen));
                tell("Dry run, nothing was changed: chosen " + LetterReport.sentence(chosen), summary);
                return CommandLine.ExitCode.OK;
            }
            return act(chosen, tools, progress, signal);
        }
    }

    /** Refuses wrong options. */
    void check(CommandLine command) {}

    /** Does it and tells what came of it; the exit status. */
    abstract int act(List<Letter> chosen, OperatorTools tools, Progress progress, StopOnSignal signal)
            throws SQLException;

    final String by() {
        return by;
    }

    /** Prints one of both. */
    final void tell(String sentence, Map<String, Object> summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.shared().writeValueAsString(summary) : sentence);
        out.flush();
    }
}
