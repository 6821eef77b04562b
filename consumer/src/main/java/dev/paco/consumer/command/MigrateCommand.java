package dev.paco.consumer.command;

import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code consumer.jar migrate}: what the consumer does at its start, alone. */
@Command(
        name = "migrate",
        description = "Takes over the database of DATABASE_URL: creates or adds what is missing, and gives keys to rows"
                + " that are there. The old backend may go on writing.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    MigrateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        String version = new SchemaTools(environment).migrator().migrate();
        spec.commandLine().getOut().println("The schema is at version " + version + ".");
        return CommandLine.ExitCode.OK;
    }
}
