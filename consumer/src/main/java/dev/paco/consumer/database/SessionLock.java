package dev.paco.consumer.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** An advisory lock with a connection of its own, held until it is closed or the connection breaks. */
public final class SessionLock implements AutoCloseable {

    private final Connection connection;

    private SessionLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes {@code lock} for this process alone; empty when another has it. */
    public static Optional<SessionLock> exclusive(AdvisoryLock lock, JdbcConnections connections) throws SQLException {
        return take(connections, lock::tryForSession);
    }

    /** Takes {@code lock} together with whoever shares it; empty when another has it alone. */
    public static Optional<SessionLock> shared(AdvisoryLock lock, JdbcConnections connections) throws SQLException {
        return take(connections, lock::trySharedForSession);
    }

    private static Optional<SessionLock> take(JdbcConnections connections, Attempt attempt) throws SQLException {
        Connection connection = connections.open();
        if (attempt.on(connection)) {
            return Optional.of(new SessionLock(connection));
        }
        connection.close();
        return Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface Attempt {
        boolean on(Connection connection) throws SQLException;
    }
}
