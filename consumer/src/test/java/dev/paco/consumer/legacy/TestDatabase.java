package dev.paco.consumer.legacy;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.infra.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database of its own for one test, empty or as the Python backend leaves it. */
public final class TestDatabase {

    private final String url;
    private final JdbcConnections connections;

    private TestDatabase(String url) {
        this.url = url;
        this.connections = JdbcConnections.to(DatabaseUrl.parse(url));
    }

    public static TestDatabase empty(Stack stack) {
        return new TestDatabase(stack.newDatabase());
    }

    /** Before the backend's own migration, with participants RID001 (id 1) and RID002 (id 2). */
    public static TestDatabase stageA(Stack stack) {
        TestDatabase database = empty(stack);
        database.execute(
                resource("/legacy-stage-a.sql"),
                "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true), ('RID002', true)");
        return database;
    }

    /** After the backend's own migration, with the same participants. */
    public static TestDatabase stageB(Stack stack) {
        TestDatabase database = stageA(stack);
        database.execute(resource("/legacy-stage-b.sql"));
        return database;
    }

    public String url() {
        return url;
    }

    public JdbcConnections connections() {
        return connections;
    }

    public void execute(String... statements) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row as the texts of its columns, parted by bars; null is the word. */
    public List<String> rows(String query) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one value that {@code query} finds. */
    public String value(String query) {
        List<String> rows = rows(query);
        if (rows.size() != 1) {
            throw new IllegalStateException(query + " found " + rows);
        }
        return rows.get(0);
    }

    private static String row(ResultSet result) throws SQLException {
        List<@Nullable String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(String.valueOf(result.getString(i)));
        }
        return String.join("|", columns);
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(TestDatabase.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
