package dev.paco.consumer.command;

import dev.paco.consumer.schema.Rollback.Outcome;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code consumer.jar rollback --yes}: takes the provider columns away and keeps their values. */
@Command(
        name = "rollback",
        description = "Removes the columns provider, elevenlabs_conversation_id and elevenlabs_message_id. Their values"
                + " are kept in paco_rolled_back_provider_columns, from where migrate restores them. Stop the"
                + " consumers before.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--yes", description = "Really do it; without, nothing is changed.")
    private boolean confirmed;

    RollbackCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!confirmed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "This removes three columns of paco_conversations; repeat it with --yes to do it.");
        }
        Outcome outcome = new SchemaTools(environment).rollback().run();
        boolean refused = outcome == Outcome.NEVER_MIGRATED;
        (refused ? spec.commandLine().getErr() : spec.commandLine().getOut()).println(sentence(outcome));
        return refused ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private static String sentence(Outcome outcome) {
        return switch (outcome) {
            case ROLLED_BACK ->
                "The provider columns are removed; their values are kept in"
                        + " paco_rolled_back_provider_columns, and migrate restores them.";
            case NOTHING_TO_ROLL_BACK -> "There is nothing to roll back: paco_conversations has no provider columns.";
            case NEVER_MIGRATED ->
                "Nothing was changed: the consumer has never migrated this database, which has no"
                        + " flyway_schema_history.";
        };
    }
}
