package dev.paco.consumer.command;

import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterState;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code consumer.jar deadletters discard}. */
@Command(
        name = "discard",
        sortOptions = false,
        description = "Gives open letters up: they are listed no more unless asked for. Their bytes stay on the topic.",
        mixinStandardHelpOptions = true)
final class DiscardCommand extends ActingCommand {

    private final Clock clock;

    @Option(names = "--because", paramLabel = "<why>", required = true, description = "Why; it is kept.")
    private String because = "";

    DiscardCommand(Environment environment, Clock clock) {
        super(environment);
        this.clock = clock;
    }

    @Override
    void check(CommandLine command) {
        if (because.isBlank()) {
            throw new ParameterException(command, "Invalid value for option '--because': it is blank; say why.");
        }
    }

    @Override
    int act(List<Letter> chosen, OperatorTools tools, Progress progress, StopOnSignal signal) throws SQLException {
        tools.letterActs().add(chosen, new Act(LetterState.DISCARDED, 0, because, clock.instant(), by()));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("discarded", chosen.size());
        tell("Discarded " + LetterReport.letters(chosen.size()), summary);
        return CommandLine.ExitCode.OK;
    }
}
