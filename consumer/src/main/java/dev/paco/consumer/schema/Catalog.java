package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the database says about its own tables, read without locking them. */
final class Catalog {

    private Catalog() {}

    static boolean hasTable(String table, Connection connection) throws SQLException {
        return count("SELECT count(to_regclass(?))", table, connection) > 0;
    }

    /** How many of the three provider columns the messages' table has. */
    static long providerColumns(Connection connection) throws SQLException {
        return count("""
                SELECT count(*) FROM pg_attribute
                WHERE attrelid = to_regclass(?)
                  AND attname IN ('provider', 'elevenlabs_conversation_id', 'elevenlabs_message_id')
                """, "paco_conversations", connection);
    }

    /** Whether an index of the messages' table exists and was not broken off while it was built. */
    static boolean hasValidIndex(String index, Connection connection) throws SQLException {
        return count(INDEX + " AND i.indisvalid", index, connection) > 0;
    }

    /** Whether an index of the messages' table exists, valid or not. */
    static boolean hasIndex(String index, Connection connection) throws SQLException {
        return count(INDEX, index, connection) > 0;
    }

    private static final String INDEX = """
            SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = 'paco_conversations'::regclass AND c.relname = ?""";

    private static long count(String query, String name, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }
}
