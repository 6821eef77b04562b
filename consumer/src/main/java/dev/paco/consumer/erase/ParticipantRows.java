package dev.paco.consumer.erase;

import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.erase.ErasedTable.Removal;
import dev.paco.consumer.schema.LockPatience;
import dev.paco.consumer.schema.SchemaProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A participant's rows, in all tables that have some. Others may write meanwhile and never wait for long. */
final class ParticipantRows {

    private static final int BATCH = 1000;

    private static final String CONVERSATIONS = """
            SELECT DISTINCT c.conversation_id FROM paco_conversations c
              JOIN paco_research_ids p ON p.id = c.research_id_fk
             WHERE p.research_id = ?
               AND NOT EXISTS (SELECT 1 FROM paco_conversations o
                                WHERE o.conversation_id = c.conversation_id
                                  AND o.research_id_fk <> c.research_id_fk)""";

    private static final String DELETE_SOME = """
            DELETE FROM {table} WHERE id IN (
                SELECT t.id FROM {rows} LIMIT {batch})""";

    private final JdbcConnections connections;
    private final SchemaProperties properties;
    private final String researchId;

    ParticipantRows(JdbcConnections connections, SchemaProperties properties, String researchId) {
        this.connections = connections;
        this.properties = properties;
        this.researchId = researchId;
    }

    /** How many there are, by table; tables without are left out. */
    Map<String, Long> count() throws SQLException {
        try (Connection connection = connections.open()) {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (ErasedTable table : existing(connection)) {
                long count = longs("SELECT count(*) FROM " + table.rows().orElseThrow(), connection);
                if (count > 0) {
                    counts.put(table.name(), count);
                }
            }
            return counts;
        }
    }

    boolean participantExists() throws SQLException {
        try (Connection connection = connections.open()) {
            return longs("SELECT count(*) FROM paco_research_ids WHERE research_id = ?", connection) > 0;
        }
    }

    /** The conversations that are theirs alone. */
    Set<String> conversations() throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(CONVERSATIONS)) {
            statement.setString(1, researchId);
            Set<String> conversations = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    conversations.add(rows.getString(1));
                }
            }
            return conversations;
        }
    }

    /** Deletes what is there, some at a time. */
    void delete() throws SQLException {
        try (Connection connection = connections.open()) {
            delete(connection);
        }
    }

    /**
     * Deletes what writers wrote that had not seen the tombstone when they began: waits for them, and they for this, a
     * moment.
     */
    void deleteLate() {
        new LockPatience(properties).until("The erasure", () -> {
            try (Connection connection = connections.open();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(
                        "SET LOCAL lock_timeout = '" + properties.lockTimeout().toMillis() + "ms'");
                statement.execute("LOCK TABLE paco_conversations IN SHARE MODE");
                delete(connection);
                connection.commit();
                return true;
            }
        });
    }

    private void delete(Connection connection) throws SQLException {
        for (ErasedTable table : existing(connection)) {
            if (table.removal() == Removal.DELETED) {
                delete(table, connection);
            }
        }
    }

    private void delete(ErasedTable table, Connection connection) throws SQLException {
        String sql = DELETE_SOME
                .replace("{table}", table.name())
                .replace("{rows}", table.rows().orElseThrow())
                .replace("{batch}", Integer.toString(BATCH));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, researchId);
            int deleted = BATCH;
            while (deleted == BATCH) {
                deleted = statement.executeUpdate();
            }
        }
    }

    /** Gives the space of deleted rows back; text stays in free space until other rows take it. */
    void vacuum() throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (ErasedTable table : existing(connection)) {
                statement.execute("VACUUM " + table.name());
            }
        }
    }

    /** Writes the tables anew, without free space. Who writes to one of them meanwhile waits. */
    void rewriteTables() {
        new LockPatience(properties).until("The erasure", () -> {
            try (Connection connection = connections.open();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "SET lock_timeout = '" + properties.lockTimeout().toMillis() + "ms'");
                for (ErasedTable table : existing(connection)) {
                    statement.execute("VACUUM (FULL) " + table.name());
                }
                statement.execute("VACUUM (FULL) paco_research_ids");
                return true;
            }
        });
    }

    private static List<ErasedTable> existing(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            List<ErasedTable> existing = new ArrayList<>();
            for (ErasedTable table : ErasedTable.emptied().toList()) {
                statement.setString(1, table.name());
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        existing.add(table);
                    }
                }
            }
            return existing;
        }
    }

    private long longs(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, researchId);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
