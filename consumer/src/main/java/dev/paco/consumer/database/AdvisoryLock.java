package dev.paco.consumer.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What only one process at a time may do to a database. Never waited for inside Postgres: a waiting statement holds a
 * snapshot, and CREATE INDEX CONCURRENTLY of the process that has the lock would wait for that snapshot in turn.
 */
public enum AdvisoryLock {
    /** Changing tables, forward or back. */
    SCHEMA(0x5061_436F_0000_0001L),
    /** Giving keys to legacy rows: lowest id first, which two at once could not keep. */
    ADOPTION(0x5061_436F_0000_0002L),
    /** Moving and deleting records of the log: alone. Replaying it: together. */
    LOG(0x5061_436F_0000_0003L),
    /** Summing messages up for the console. */
    SUMMARIES(0x5061_436F_0000_0004L),
    /** Indexing their words for the console. */
    TEXTS(0x5061_436F_0000_0005L);

    private final long number;

    AdvisoryLock(long number) {
        this.number = number;
    }

    /** Takes the lock until {@code connection} is closed; false when another process has it. */
    public boolean tryForSession(Connection connection) throws SQLException {
        return tryWith("SELECT pg_try_advisory_lock(?)", connection);
    }

    /** Shares the lock with others that do until {@code connection} is closed; false when one has it alone. */
    public boolean trySharedForSession(Connection connection) throws SQLException {
        return tryWith("SELECT pg_try_advisory_lock_shared(?)", connection);
    }

    /** Takes the lock until the current transaction ends; false when another process has it. */
    public boolean tryForTransaction(Connection connection) throws SQLException {
        return tryWith("SELECT pg_try_advisory_xact_lock(?)", connection);
    }

    private boolean tryWith(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
