package dev.paco.consumer.database;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The five characters by which Postgres classifies an error.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public record SqlState(String code) {

    /** A lock that was not granted in time, or that another process holds who is not waited for. */
    public static final SqlState LOCK_NOT_AVAILABLE = new SqlState("55P03");

    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String QUERY_CANCELED = "57014";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** The SQLSTATE of {@code failure} or the nearest of its causes that has one. */
    public static Optional<SqlState> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String code = codeOf(cause);
            if (code != null) {
                return Optional.of(new SqlState(code));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String codeOf(Throwable failure) {
        if (failure instanceof R2dbcException database) {
            return database.getSqlState();
        }
        return failure instanceof SQLException database ? database.getSQLState() : null;
    }

    /** Whether a row is refused for what it holds (class 22 or 23), so that repeating it can never help. */
    public boolean refusesData() {
        return code.startsWith("22") || code.startsWith("23");
    }

    /** Whether a unique constraint refuses a row. */
    public boolean isUniqueViolation() {
        return code.equals(UNIQUE_VIOLATION);
    }

    /** Whether a statement took longer than it may. */
    public boolean isStatementTimeout() {
        return code.equals(QUERY_CANCELED);
    }

    /** Whether the database could not be reached, was starting or stopping, or had no room (class 08, 53 or 57P). */
    public boolean isOutage() {
        return code.startsWith("08") || code.startsWith("53") || code.startsWith("57P");
    }

    /** Whether others held a lock: the same statement succeeds once they are done. */
    public boolean isLockConflict() {
        return equals(LOCK_NOT_AVAILABLE) || code.equals(DEADLOCK_DETECTED);
    }

    /**
     * Whether others changed meanwhile what a transaction relied on (class 40, and keys or rows that came or went): the
     * same work may succeed on a new snapshot.
     */
    public boolean isOvertaken() {
        return code.startsWith("40") || isUniqueViolation() || code.equals(FOREIGN_KEY_VIOLATION);
    }
}
