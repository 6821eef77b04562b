package dev.paco.consumer.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code consumer.jar}: without a command it runs the writer. */
@Command(
        name = "consumer.jar",
        description = "Writes the messages of the log to Postgres. Without a command it runs until it is stopped.",
        mixinStandardHelpOptions = true,
        version = "PaCo Ingest consumer",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:refused, or differences found", "130:interrupted"},
        footerHeading = "%nEnvironment:%n",
        footer = "  DATABASE_URL, KAFKA_BOOTSTRAP_SERVERS, CONSUMER_PORT")
public final class ConsumerCommand implements Callable<Integer> {

    /** The status of a command that leaves something running. */
    public static final int RUNNING = -1;

    private final Consumer<String[]> writer;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ConsumerCommand(Consumer<String[]> writer) {
        this.writer = writer;
    }

    /**
     * Runs what {@code args} ask for.
     *
     * @param writer runs the writer with the settings that it is given
     * @param clock tells when an act is done
     * @return the exit status, or {@link #RUNNING}
     */
    public static int execute(Consumer<String[]> writer, Clock clock, String... args) {
        return commandLine(writer, new StandardEnvironment(), clock).execute(args);
    }

    /** The commands, which find {@code DATABASE_URL} and their properties in {@code environment}. */
    static CommandLine commandLine(Consumer<String[]> writer, Environment environment, Clock clock) {
        return new CommandLine(new ConsumerCommand(writer))
                .addSubcommand(new MigrateCommand(environment))
                .addSubcommand(new RollbackCommand(environment))
                .addSubcommand(new ReplayCommand(environment))
                .addSubcommand(DeadLettersCommand.commandLine(environment, clock))
                .addSubcommand(new EraseCommand(environment, clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageSentence())
                .setExecutionExceptionHandler(new FailureSentence());
    }

    @Override
    public Integer call() {
        List<String> unknown =
                settings.stream().filter(setting -> !setting.startsWith("--")).toList();
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Unknown command: " + unknown.get(0));
        }
        writer.accept(settings.toArray(String[]::new));
        return RUNNING;
    }
}
