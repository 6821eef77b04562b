package dev.paco.consumer.schema;

import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Removes the three provider columns again, as the old backend's own downgrade does. Their values are kept in
 * {@code paco_rolled_back_provider_columns}; migrating forward puts them back. Message keys stay.
 *
 * <p>All or nothing, in one transaction. To be run while neither the consumer nor the old backend writes.
 */
public final class SchemaRollback {

    private static final String IS_ROLLED_BACK = """
            SELECT to_regclass('flyway_schema_history') IS NULL OR NOT EXISTS (
                SELECT 1 FROM pg_attribute
                 WHERE attrelid = to_regclass('paco_conversations') AND attname = 'provider' AND NOT attisdropped)""";

    private final DatabaseUrl database;

    public SchemaRollback(DatabaseUrl database) {
        this.database = database;
    }

    /**
     * Rolls back.
     *
     * @return how many rows' values are kept; -1 when there is nothing to roll back
     * @throws SQLException when the database refuses, as it does while a view uses one of the columns (2BP01); nothing
     *     is changed then
     */
    public long rollBack() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (isRolledBack(statement)) {
                return -1;
            }
            long kept = removeColumns(statement);
            connection.commit();
            return kept;
        }
    }

    private static boolean isRolledBack(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(IS_ROLLED_BACK)) {
            result.next();
            return result.getBoolean(1);
        }
    }

    private static long removeColumns(Statement statement) throws SQLException {
        statement.execute("SET LOCAL lock_timeout = '5s'");
        statement.execute("LOCK TABLE paco_conversations IN ACCESS EXCLUSIVE MODE");
        long kept = statement.executeLargeUpdate("""
                CREATE TABLE paco_rolled_back_provider_columns AS
                SELECT id AS message_id, provider, elevenlabs_conversation_id, elevenlabs_message_id
                  FROM paco_conversations""");
        statement.execute("ALTER TABLE paco_rolled_back_provider_columns ADD PRIMARY KEY (message_id)");
        statement.execute("""
                ALTER TABLE paco_conversations
                    DROP COLUMN provider,
                    DROP COLUMN elevenlabs_conversation_id,
                    DROP COLUMN elevenlabs_message_id""");
        // From the provider columns on; every one of them may be applied again.
        statement.execute("DELETE FROM flyway_schema_history WHERE version IS NOT NULL AND version::int >= 2");
        return kept;
    }
}
