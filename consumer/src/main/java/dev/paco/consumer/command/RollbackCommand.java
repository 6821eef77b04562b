package dev.paco.consumer.command;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.schema.SchemaRollback;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consumer.jar rollback --yes}: takes the provider columns away and keeps their values. */
@Command(
        name = "rollback",
        description = "Removes the columns provider, elevenlabs_conversation_id and elevenlabs_message_id. Their values"
                + " are kept in paco_rolled_back_provider_columns, from where migrate restores them. Stop the"
                + " consumer and the old backend before.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--yes", description = "Really do it; without, nothing is changed.")
    private boolean confirmed;

    @Override
    public Integer call() throws SQLException {
        DatabaseUrl database = DatabaseUrl.parse(System.getenv("DATABASE_URL"));
        if (!confirmed) {
            spec.commandLine()
                    .getErr()
                    .println("This removes three columns of paco_conversations; repeat it with --yes to do it.");
            return USAGE;
        }
        long kept = new SchemaRollback(database).rollBack();
        spec.commandLine()
                .getOut()
                .println(
                        kept < 0
                                ? "There is nothing to roll back: the provider columns are not there, or not ours."
                                : "The provider columns are removed; the values of " + kept
                                        + " rows are kept in paco_rolled_back_provider_columns.");
        return 0;
    }
}
