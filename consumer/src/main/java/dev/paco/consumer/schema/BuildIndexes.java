package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the indexes of the messages' table while others write to it. */
final class BuildIndexes extends StepOutsideTransaction {

    private static final Logger log = LoggerFactory.getLogger(BuildIndexes.class);

    private static final List<Index> INDEXES = List.of(
            new Index("UNIQUE", "uq_paco_conversations_message_key", "(message_key)"),
            // Finds the rows that the legacy writer has added since, however many rows there are.
            new Index("", "ix_paco_conversations_without_key", "(id) WHERE message_key IS NULL"),
            new Index("", "ix_paco_conversations_elevenlabs_conversation_id", "(elevenlabs_conversation_id)"));

    private final SchemaProperties properties;

    BuildIndexes(SchemaProperties properties) {
        super("5", "build indexes");
        this.properties = properties;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        // No insert queues behind this wait, which is for the end of every older transaction.
        setLockTimeout(properties.patience(), connection);
        for (Index index : INDEXES) {
            build(index, connection);
        }
        setLockTimeout(properties.lockTimeout(), connection);
    }

    private static void build(Index index, Connection connection) throws SQLException {
        if (Catalog.hasValidIndex(index.name(), connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (Catalog.hasIndex(index.name(), connection)) {
                log.info("Building {} anew, which was broken off", index.name());
                statement.execute("DROP INDEX CONCURRENTLY " + index.name());
            }
            log.info("Building {}; this waits for transactions that are open now", index.name());
            statement.execute("CREATE " + index.kind() + " INDEX CONCURRENTLY " + index.name()
                    + " ON paco_conversations " + index.definition());
        }
    }

    private record Index(String kind, String name, String definition) {}
}
