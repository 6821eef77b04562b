package dev.paco.bench.stand;

import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Postgres, as somebody sees it who looks from beside. One thread at a time. */
public final class Rows implements AutoCloseable {

    private final Connection connection;

    Rows(String url) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        connection = DriverManager.getConnection(parsed.jdbcUrl(), parsed.username(), parsed.password());
    }

    /** The first value of a query. */
    public long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many messages were ever inserted: the highest id that was given, which costs nothing to ask. */
    public long inserted() {
        return number("SELECT COALESCE(pg_sequence_last_value('paco_conversations_id_seq'), 0)");
    }

    /** Removes all messages; ids begin anew. */
    public void empty() throws SQLException {
        execute("TRUNCATE paco_conversations RESTART IDENTITY CASCADE");
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
