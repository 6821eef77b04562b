package dev.paco.infra.postgres;

import dev.paco.infra.StartFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The superuser's way into the server. */
final class PostgresLogin {

    private static final int TIMEOUT_SECONDS = 60;
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String INVALID_PASSWORD = "28P01";

    private final PGSimpleDataSource server = new PGSimpleDataSource();

    PostgresLogin(int port, String username, String password) {
        server.setServerNames(new String[] {"127.0.0.1"});
        server.setPortNumbers(new int[] {port});
        server.setDatabaseName("postgres");
        server.setUser(username);
        server.setPassword(password);
        server.setSslmode("disable");
        server.setConnectTimeout(TIMEOUT_SECONDS);
        server.setSocketTimeout(TIMEOUT_SECONDS);
    }

    /** Creates an empty database unless there is one of this name. */
    void createDatabase(String name) {
        try (Connection connection = server.getConnection()) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
        } catch (SQLException e) {
            throw failure(name, e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static StartFailedException failure(String database, SQLException e) {
        return INVALID_PASSWORD.equals(e.getSQLState())
                ? new StartFailedException(
                        "Postgres refuses the password: its data folder was set up with another one, so restore that"
                                + " password, or set PACO_DATA_DIR to another folder.",
                        e)
                : new StartFailedException(
                        "The database " + database + " cannot be created: correct what Postgres says, "
                                + e.getMessage(),
                        e);
    }
}
