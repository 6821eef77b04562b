package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;

/**
 * Indexes on a table that is being written to, built without locking its writers out. One that a kill has left behind
 * invalid is built anew.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">Building
 *     indexes concurrently</a>
 */
// Flyway reads version and description from the name.
final class V5__Concurrent_indexes extends BaseJavaMigration {

    private static final String VALID =
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(quote_ident(?))";

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            // It waits for transactions to end and holds nobody up meanwhile.
            statement.execute("SET lock_timeout = 0");
            create(connection, "UNIQUE INDEX", "uq_paco_conversations_message_key", "(message_key)");
            create(connection, "INDEX", "ix_paco_conversations_without_key", "(id) WHERE message_key IS NULL");
            create(
                    connection,
                    "INDEX",
                    "ix_paco_conversations_elevenlabs_conversation_id",
                    "(elevenlabs_conversation_id)");
        }
    }

    private static void create(Connection connection, String kind, String name, String columns) throws SQLException {
        Boolean valid = valid(connection, name);
        if (Boolean.TRUE.equals(valid)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (valid != null) {
                statement.execute("DROP INDEX CONCURRENTLY " + name);
            }
            statement.execute("CREATE " + kind + " CONCURRENTLY " + name + " ON paco_conversations " + columns);
        }
    }

    /** Null when there is no such index. */
    private static @Nullable Boolean valid(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VALID)) {
            statement.setString(1, name);
            try (ResultSet index = statement.executeQuery()) {
                return index.next() ? index.getBoolean(1) : null;
            }
        }
    }
}
