package dev.paco.consumer.legacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Inserts as the Python backend does, one message a transaction, on a thread of its own until it is closed. */
public final class LegacyWriter implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final TestDatabase database;
    private final Thread thread = new Thread(this::write, "legacy-writer");
    private volatile boolean closed;
    private volatile int rows;
    private volatile long longestNanos;
    private volatile @Nullable String failure;

    private LegacyWriter(TestDatabase database) {
        this.database = database;
    }

    public static LegacyWriter start(TestDatabase database) {
        LegacyWriter writer = new LegacyWriter(database);
        writer.thread.start();
        return writer;
    }

    /** How many rows it has committed. */
    public int rows() {
        return rows;
    }

    /** The longest that an insert has taken, with its commit. */
    public Duration longestWait() {
        return Duration.ofNanos(longestNanos);
    }

    /** Why it ended early; null while it goes on. */
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (Connection connection = database.connections().open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!closed) {
                long start = System.nanoTime();
                insert(statement);
                connection.commit();
                longestNanos = Math.max(longestNanos, System.nanoTime() - start);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException e) {
            failure = e.getSQLState() + ": " + e.getMessage();
        }
    }

    private void insert(Statement statement) throws SQLException {
        int next = rows + 1;
        statement.executeUpdate("INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)"
                + " VALUES (1, 'running', 'user', 'running " + next + "')");
        rows = next;
    }
}
