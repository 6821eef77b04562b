package dev.paco.consumer.rebuild;

import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A schema that gets what the live one has: first what is not on the log, with its ids, then, from others, what is, and
 * last what refers to both. The live schema is only read.
 */
public final class RebuiltSchema {

    /** Rows that no event brought have no source: the old backend wrote them. */
    private static final List<String> BEFORE_THE_LOG = List.of(
            copy("paco_research_ids", "id, research_id, created_at, is_active, notes", ""),
            copy(
                    "paco_user_sessions",
                    "id, research_id_fk, session_token, created_at, last_active, ip_address, user_agent",
                    ""),
            copy(
                    "paco_disclaimer_acknowledgments",
                    "id, research_id_fk, acknowledged_at, ip_address, disclaimer_version",
                    ""),
            copy(
                    "paco_conversations",
                    "id, research_id_fk, conversation_id, \"timestamp\", role, content, model_used, audio_url,"
                            + " provider, elevenlabs_conversation_id, elevenlabs_message_id, message_key, source,"
                            + " received_at",
                    " WHERE source IS NULL"),
            copy("paco_erasure_tombstones", "research_id, erased_at", "", "research_id"));

    private static final List<String> TABLES_WITH_IDS =
            List.of("paco_research_ids", "paco_user_sessions", "paco_disclaimer_acknowledgments", "paco_conversations");

    private static final String ALIGN_IDS = """
            SELECT setval(pg_get_serial_sequence('{new}.%1$s', 'id'), max(id)) FROM {new}.%1$s
            HAVING max(id) IS NOT NULL""";

    /** Which row of the new schema is which of the live one: legacy rows by id, others by key. */
    private static final String SAME_ROWS = """
            CREATE TEMPORARY TABLE same_rows ON COMMIT DROP AS
            WITH wanted AS (
                SELECT message_id AS id FROM {live}.paco_message_aliases
                UNION SELECT message_id FROM {live}.paco_messages_without_key
                UNION SELECT twin_of FROM {live}.paco_messages_without_key WHERE twin_of IS NOT NULL
            ), old AS (
                SELECT l.id, l.source, l.message_key FROM {live}.paco_conversations l JOIN wanted USING (id)
            )
            SELECT o.id AS live_id, n.id AS new_id
              FROM old o JOIN {new}.paco_conversations n ON n.id = o.id
             WHERE o.source IS NULL
            UNION ALL
            SELECT o.id, n.id
              FROM old o JOIN {new}.paco_conversations n ON n.message_key = o.message_key
             WHERE o.source IS NOT NULL""";

    /** What came in under an alias became a row of its own here: it goes to the row that the alias names. */
    private static final String KEEP_TEXTS_OF_STRAYS = """
            WITH strays AS (
                SELECT s.id AS stray, m.new_id AS target, s.content, s.received_at, s.source
                  FROM {live}.paco_message_aliases a
                  JOIN same_rows m ON m.live_id = a.message_id
                  JOIN {new}.paco_conversations s ON s.message_key = a.message_key AND s.id <> m.new_id
            ), texts AS (
                SELECT target, content, received_at, source FROM strays
                UNION ALL
                SELECT s.target, r.content, r.received_at, r.source
                  FROM strays s JOIN {new}.paco_message_revisions r ON r.message_id = s.stray
            )
            INSERT INTO {new}.paco_message_revisions (message_id, content, content_sha256, received_at, source)
            SELECT t.target, t.content, sha256(convert_to(t.content, 'UTF8')), t.received_at, t.source
              FROM texts t JOIN {new}.paco_conversations c ON c.id = t.target
             WHERE t.content <> c.content
             ORDER BY t.received_at
            ON CONFLICT (message_id, content_sha256) DO NOTHING""";

    private static final String REMOVE_STRAYS = """
            DELETE FROM {new}.paco_conversations s
             USING {live}.paco_message_aliases a JOIN same_rows m ON m.live_id = a.message_id
             WHERE s.message_key = a.message_key AND s.id <> m.new_id""";

    private static final String COPY_ALIASES = """
            INSERT INTO {new}.paco_message_aliases (message_key, message_id)
            SELECT a.message_key, m.new_id FROM {live}.paco_message_aliases a JOIN same_rows m ON m.live_id = a.message_id
            ON CONFLICT (message_key) DO NOTHING""";

    private static final String COPY_KEYLESS = """
            INSERT INTO {new}.paco_messages_without_key (message_id, reason, twin_of)
            SELECT m.new_id, k.reason, t.new_id
              FROM {live}.paco_messages_without_key k
              JOIN same_rows m ON m.live_id = k.message_id
              LEFT JOIN same_rows t ON t.live_id = k.twin_of
             WHERE k.twin_of IS NULL OR t.new_id IS NOT NULL
            ON CONFLICT (message_id) DO NOTHING""";

    private static final List<String> AFTER_THE_LOG =
            List.of(SAME_ROWS, KEEP_TEXTS_OF_STRAYS, REMOVE_STRAYS, COPY_ALIASES, COPY_KEYLESS);

    private final JdbcConnections connections;
    private final SchemaName name;

    /** The schema {@code name} of the database of {@code connections}, which are to the live schema. */
    public RebuiltSchema(JdbcConnections connections, SchemaName name) {
        this.connections = connections;
        this.name = name;
    }

    /** Whether there is a schema of this name. */
    public boolean exists() throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, name.value());
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Makes the schema, without tables. */
    public void create() throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
    }

    /** Copies what is not on the log into empty tables, all or nothing. */
    public void copyWhatIsNotOnTheLog() throws SQLException {
        inTransaction(connection -> {
            run(BEFORE_THE_LOG, connection);
            run(TABLES_WITH_IDS.stream().map(ALIGN_IDS::formatted).toList(), connection);
        });
    }

    /** Copies what refers to rows; may be repeated. */
    public void copyReferences() throws SQLException {
        inTransaction(connection -> run(AFTER_THE_LOG, connection));
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            work.on(connection);
            connection.commit();
        }
    }

    private void run(List<String> statements, Connection connection) throws SQLException {
        String live = LiveSchema.quotedName(connection);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace("{live}", live).replace("{new}", name.value()));
            }
        }
    }

    private static String copy(String table, String columns, String where) {
        return copy(table, columns, where, "id");
    }

    private static String copy(String table, String columns, String where, String order) {
        return "INSERT INTO {new}." + table + " (" + columns + ") SELECT " + columns + " FROM {live}." + table + where
                + " ORDER BY " + order;
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
