package dev.paco.guarantees.observe;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.guarantees.check.Evidence.Revision;
import dev.paco.guarantees.check.Evidence.Row;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A researcher's psql. */
public final class Database {

    private final DatabaseUrl url;

    public Database(String databaseUrl) {
        this.url = DatabaseUrl.parse(databaseUrl);
    }

    /** The database's name. */
    public String name() {
        return url.database();
    }

    /** All rows of the study. */
    public List<Row> rows() throws SQLException {
        return query(
                "SELECT id, message_key, conversation_id, content FROM paco_conversations",
                row -> new Row(row.getLong(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)));
    }

    /** All texts that came later than their row. */
    public List<Revision> revisions() throws SQLException {
        return query(
                "SELECT message_id, content FROM paco_message_revisions",
                row -> new Revision(row.getLong(1), row.getString(2)));
    }

    /** A number. */
    public long number(String sql) throws SQLException {
        return query(sql, row -> row.getLong(1)).get(0);
    }

    /** Anything else. */
    public <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> values = new ArrayList<>();
            while (result.next()) {
                values.add(reader.read(result));
            }
            return values;
        }
    }

    /** Runs {@code statements}, each by itself. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A connection of the caller's own. */
    public Connection connect() throws SQLException {
        @Nullable String password = url.password();
        return DriverManager.getConnection(url.jdbcUrl(), url.username(), password);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
