package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.Context;

/**
 * Puts back what {@link Rollback} kept, a batch a transaction; no-op when it kept nothing. Before any row gets a key: the
 * ElevenLabs ids are part of it.
 */
final class RestoreProviderValues extends StepOutsideTransaction {

    private static final String RESTORE_BATCH = """
            WITH kept AS (
                DELETE FROM paco_rolled_back_provider_columns
                WHERE message_id IN (
                    SELECT message_id FROM paco_rolled_back_provider_columns ORDER BY message_id LIMIT 1000)
                RETURNING *
            ), restored AS (
                UPDATE paco_conversations c
                SET provider = kept.provider,
                    elevenlabs_conversation_id = kept.elevenlabs_conversation_id,
                    elevenlabs_message_id = kept.elevenlabs_message_id
                FROM kept
                WHERE c.id = kept.message_id
            )
            SELECT EXISTS (SELECT FROM kept)""";

    RestoreProviderValues() {
        super("3", "restore provider values");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (!Catalog.hasTable("paco_rolled_back_provider_columns", connection)) {
            return;
        }
        while (restoredBatch(connection)) {
            // Each call is a transaction of its own.
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE paco_rolled_back_provider_columns");
        }
    }

    private static boolean restoredBatch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery(RESTORE_BATCH)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
