package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the old backend's index over the conversation, which another one begins with: it answers no query that the other does not, and each
 * row had to be written to it. Without locking out inserts.
 */
final class DropRedundantIndex extends StepOutsideTransaction {

    private static final Logger log = LoggerFactory.getLogger(DropRedundantIndex.class);
    private static final String REDUNDANT = "ix_paco_conversations_conversation_id";
    private static final String WIDER = "ix_conversation_research_timestamp";

    private final SchemaProperties properties;

    DropRedundantIndex(SchemaProperties properties) {
        super("10", "drop redundant index");
        this.properties = properties;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (!Catalog.hasIndex(REDUNDANT, connection) || !Catalog.hasValidIndex(WIDER, connection)) {
            return;
        }
        log.info("Dropping {}; this waits for transactions that are open now", REDUNDANT);
        // No insert queues behind this wait, which is for the end of every older transaction.
        setLockTimeout(properties.patience(), connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX CONCURRENTLY " + REDUNDANT);
        }
        setLockTimeout(properties.lockTimeout(), connection);
    }
}
