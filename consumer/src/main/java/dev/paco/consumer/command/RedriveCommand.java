package dev.paco.consumer.command;

import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterState;
import dev.paco.consumer.redrive.Redrive;
import dev.paco.consumer.redrive.RedriveSummary;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code consumer.jar deadletters redrive}. */
@Command(
        name = "redrive",
        sortOptions = false,
        description =
                "Puts open letters on paco.messages again: original bytes, key and headers. Waits until the writers"
                        + " have been past them and tells how many were refused again; such a letter is open again, with one"
                        + " attempt more.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were redriven and none refused again",
            "1:failed",
            "2:wrong usage",
            "3:some were refused again, were not taken or not yet settled, or are not there"
        })
final class RedriveCommand extends ActingCommand {

    private final Clock clock;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            defaultValue = "30",
            description = "How long to wait for the writers. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    RedriveCommand(Environment environment, Clock clock) {
        super(environment);
        this.clock = clock;
    }

    @Override
    int act(List<Letter> chosen, OperatorTools tools, Progress progress, StopOnSignal signal) throws SQLException {
        Act act = new Act(LetterState.REDRIVEN, 0, null, clock.instant(), by());
        RedriveSummary summary = new Redrive(tools.log(), tools.letterActs(), progress, signal.stop())
                .run(chosen, act, Duration.ofSeconds(waitSeconds));
        tell(sentence(summary), summary.fields());
        return summary.isClean() ? CommandLine.ExitCode.OK : ExitStatus.REFUSED;
    }

    private static String sentence(RedriveSummary summary) {
        return "Redriven " + summary.redriven() + " of " + LetterReport.letters(summary.chosen())
                + counted("; the log did not take", summary.failed())
                + counted("; refused again", summary.refusedAgain())
                + (summary.unsettled() == 0
                        ? ""
                        : "; the writers are still " + summary.unsettled() + " records behind: look again later");
    }

    private static String counted(String what, Map<String, Integer> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry -> TerminalText.escaped(entry.getKey()) + " " + entry.getValue())
                        .collect(Collectors.joining(", ", what + ": ", ""));
    }
}
