package dev.paco.consumer.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A transaction that somebody leaves open, with all the locks that it has taken. */
public final class OpenTransaction implements AutoCloseable {

    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Begins a transaction, carries {@code sql} out in it and leaves it open. */
    public static OpenTransaction with(String sql, TestDatabase database) throws SQLException {
        Connection connection = database.connections().open();
        connection.setAutoCommit(false);
        OpenTransaction transaction = new OpenTransaction(connection);
        transaction.execute(sql);
        return transaction;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Commits after a while, on another thread. */
    public CompletableFuture<Void> commitAfter(Duration delay) {
        return Background.runAfter(delay, this::commit);
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
