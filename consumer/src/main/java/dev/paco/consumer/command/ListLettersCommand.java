package dev.paco.consumer.command;

import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StandardError;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterState;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consumer.jar deadletters list}. */
@Command(
        name = "list",
        sortOptions = false,
        description = "Lists letters, without their content.",
        mixinStandardHelpOptions = true)
final class ListLettersCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "<state>",
            description = "open, redriven or discarded; open letters alone when it is not given.")
    private Set<LetterState> states = new TreeSet<>();

    @Option(names = "--all", description = "Letters of every state.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "<number>", description = "At most so many.", defaultValue = "1000")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ListLettersCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws SQLException {
        OperatorTools tools = CommandTools.of(environment);
        DeadLetters letters;
        try (Progress progress = StandardError.progress(spec.commandLine().getErr())) {
            letters = DeadLetters.read(tools.log(), tools.letterActs(), progress);
        }
        Set<LetterState> wanted = all ? Set.of() : states.isEmpty() ? Set.of(LetterState.OPEN) : states;
        List<Letter> chosen = letters.chosenBy(options.filter(Set.of(), wanted));
        LetterReport report = new LetterReport(letters, spec.commandLine().getOut());
        if (json) {
            report.json(chosen, limit);
        } else {
            report.lines(chosen, limit);
        }
        return CommandLine.ExitCode.OK;
    }
}
