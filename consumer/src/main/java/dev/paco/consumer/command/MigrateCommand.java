package dev.paco.consumer.command;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import java.util.concurrent.Callable;
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

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DatabaseUrl database = DatabaseUrl.parse(System.getenv("DATABASE_URL"));
        int applied = new SchemaMigrator(database, SchemaProperties.byDefault()).migrate();
        spec.commandLine()
                .getOut()
                .println(applied == 0 ? "The schema is up to date." : applied + " migrations were applied.");
        return 0;
    }
}
