package dev.paco.consumer.schema;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.database.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Takes the three provider columns away again, as the Python backend's own {@code downgrade -1} does, and keeps their
 * values in {@code paco_rolled_back_provider_columns}. The next migration restores them. Keys, revisions and aliases
 * stay, and so does everything else. The consumers must be stopped: they write the columns.
 */
public final class Rollback {

    /** What became of it. */
    public enum Outcome {
        /** The columns are gone, their values kept. */
        ROLLED_BACK,
        /** There were no such columns. */
        NOTHING_TO_ROLL_BACK,
        /** The database has never been migrated by this consumer. */
        NEVER_MIGRATED
    }

    private static final String SIDE_TABLE = """
            CREATE TABLE IF NOT EXISTS paco_rolled_back_provider_columns (
                message_id                 integer PRIMARY KEY,
                provider                   varchar(20),
                elevenlabs_conversation_id varchar(255),
                elevenlabs_message_id      varchar(255)
            )""";

    private static final String OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::xid";

    /** Rows of which migrating forward alone would make the same are not kept. */
    private static final String KEEP_VALUES = """
            INSERT INTO paco_rolled_back_provider_columns
            SELECT c.id, c.provider, c.elevenlabs_conversation_id, c.elevenlabs_message_id
            FROM paco_conversations c
            WHERE (c.provider IS DISTINCT FROM 'openai'
                   OR c.elevenlabs_conversation_id IS NOT NULL OR c.elevenlabs_message_id IS NOT NULL)""";

    /** What the first copy may not have seen: rows of transactions that ran then, or began since. */
    private static final String KEEP_LATE_VALUES = KEEP_VALUES + """
             AND age(c.xmin) <= age('%s'::xid)
            ON CONFLICT (message_id) DO UPDATE
            SET provider = excluded.provider,
                elevenlabs_conversation_id = excluded.elevenlabs_conversation_id,
                elevenlabs_message_id = excluded.elevenlabs_message_id""";

    private static final String LOCK = "LOCK TABLE paco_conversations IN ACCESS EXCLUSIVE MODE";

    /** An erased participant's values go with their rows. Not validated: that would read the table under the lock. */
    private static final String FOLLOW_DELETIONS = """
            ALTER TABLE paco_rolled_back_provider_columns
            ADD FOREIGN KEY (message_id) REFERENCES paco_conversations (id) ON DELETE CASCADE NOT VALID""";

    private static final String DROP_COLUMNS = """
            ALTER TABLE paco_conversations
            DROP COLUMN provider, DROP COLUMN elevenlabs_conversation_id, DROP COLUMN elevenlabs_message_id""";

    private final JdbcConnections connections;
    private final SchemaProperties properties;
    private final LockPatience patience;

    public Rollback(JdbcConnections connections, SchemaProperties properties) {
        this.connections = connections;
        this.properties = properties;
        this.patience = new LockPatience(properties);
    }

    /**
     * Rolls back in one transaction.
     *
     * @throws SchemaChangeException when the database refuses, a view that uses a column for one (SQLSTATE 2BP01), or
     *     others hold locks for longer than {@link SchemaProperties#patience}; then nothing has changed
     */
    public Outcome run() {
        return patience.until("The rollback", this::attempt);
    }

    private Outcome attempt() throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Outcome outcome = inTransaction(connection);
            connection.commit();
            return outcome;
        }
    }

    private Outcome inTransaction(Connection connection) throws SQLException {
        if (!AdvisoryLock.SCHEMA.tryForTransaction(connection)) {
            throw new SQLException("Another process is changing the schema", SqlState.LOCK_NOT_AVAILABLE.code());
        }
        if (!SchemaHistory.exists(connection)) {
            return Outcome.NEVER_MIGRATED;
        }
        boolean columns = Catalog.providerColumns(connection) > 0;
        if (columns) {
            removeColumns(connection);
        }
        // Even without columns: where somebody else dropped them, the next migration must bring them back.
        SchemaHistory.forgetProviderColumns(connection);
        return columns ? Outcome.ROLLED_BACK : Outcome.NOTHING_TO_ROLL_BACK;
    }

    private void removeColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL lock_timeout = '" + properties.lockTimeout().toMillis() + "ms'");
            statement.execute(SIDE_TABLE);
            String oldestRunning = oldestRunning(statement);
            // Most of it before the lock, so that inserts queue for the short rest alone.
            statement.execute(KEEP_VALUES);
            statement.execute(LOCK);
            statement.execute(KEEP_LATE_VALUES.formatted(oldestRunning));
            statement.execute(FOLLOW_DELETIONS);
            statement.execute(DROP_COLUMNS);
        }
    }

    private static String oldestRunning(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(OLDEST_RUNNING)) {
            result.next();
            return result.getString(1);
        }
    }
}
