package dev.paco.consumer.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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

    /** Commits after a while, on a thread of its own: the common pool has one on two cores, which may wait for us. */
    public CompletableFuture<Void> commitAfter(Duration delay) {
        return CompletableFuture.runAsync(
                this::commit,
                CompletableFuture.delayedExecutor(
                        delay.toMillis(), TimeUnit.MILLISECONDS, OpenTransaction::inNewThread));
    }

    private static void inNewThread(Runnable task) {
        new Thread(task, "commit").start();
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
