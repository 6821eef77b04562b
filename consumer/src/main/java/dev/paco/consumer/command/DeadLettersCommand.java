package dev.paco.consumer.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consumer.jar deadletters}: what could never be written, and what is done with it. */
@Command(
        name = "deadletters",
        description = "Looks at the records that could never be written, puts them on the log again or gives them up. A"
                + " letter is named by where its record first stood in paco.messages, <partition>-<offset>, and keeps"
                + " that name however often it is refused.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | redrive | discard)")
final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private DeadLettersCommand() {}

    static CommandLine commandLine(Environment environment, Clock clock) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListLettersCommand(environment))
                .addSubcommand(new ShowLetterCommand(environment))
                .addSubcommand(new RedriveCommand(environment, clock))
                .addSubcommand(new DiscardCommand(environment, clock));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, show, redrive or discard");
    }
}
