package dev.paco.console.summary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How far the work in the background has come, as it is kept in Postgres. All of it on one connection. */
final class Progress {

    /** Up to this id all messages are summed up, and none is expected to come. */
    static final String BLOCKS = "blocks";
    /** Up to this id all messages that were there are summed up. */
    static final String HEAD = "head";
    /** The number of the block that is checked next. */
    static final String ROUND = "round";
    /** After so many erasures all is counted again. */
    static final String ERASURES = "erasures";
    /** Up to this id the words of all messages are indexed. */
    static final String TEXTS = "texts";

    private static final String READ = "SELECT position FROM paco_console_progress WHERE name = ?";
    private static final String WRITE = """
            INSERT INTO paco_console_progress (name, position, updated_at) VALUES (?, ?, now())
            ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at""";
    private static final String MESSAGES_HEAD = """
            SELECT COALESCE((SELECT max(id) FROM paco_conversations), 0),
                   pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
              FROM pg_current_snapshot() s""";
    private static final String LAST_BLOCK = "SELECT COALESCE(max(block), 0) FROM paco_conversation_parts";

    private final Connection connection;

    Progress(Connection connection) {
        this.connection = connection;
    }

    /** 0 for what has not begun. */
    long read(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    void write(String name, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, name);
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }

    /** Where the messages end now. */
    Head head() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MESSAGES_HEAD)) {
            row.next();
            return new Head(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /** The last block that has been summed up. */
    Block lastBlock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST_BLOCK)) {
            row.next();
            return new Block(row.getInt(1));
        }
    }
}
