package dev.paco.console.summary;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Short transactions of one kind of work, which one console at a time does. Each has one snapshot, and gives up where it would hold
 * somebody else up.
 */
final class Transactions implements AutoCloseable {

    /**
     * The time-out for locks is below Postgres' deadlock_timeout of 1 s: in a deadlock with an erasure it is this side that gives way.
     * What works in the background has one processor at most.
     */
    private static final String SETTINGS = """
            SET application_name = 'paco-console-summary'; SET lock_timeout = '500ms'; SET statement_timeout = '60s';
            SET max_parallel_workers_per_gather = 0; SET jit = off""";

    private final Connection connection;
    private final AdvisoryLock lock;

    private Transactions(Connection connection, AdvisoryLock lock) {
        this.connection = connection;
        this.lock = lock;
    }

    static Transactions open(JdbcConnections connections, AdvisoryLock lock) throws SQLException {
        Connection connection = connections.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Transactions(connection, lock);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does it and commits; nothing when another process does this kind of work. */
    <T> Optional<T> run(Work<T> work) throws SQLException {
        try {
            Optional<T> result =
                    lock.tryForTransaction(connection) ? Optional.of(work.on(connection)) : Optional.empty();
            connection.commit();
            return result;
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
