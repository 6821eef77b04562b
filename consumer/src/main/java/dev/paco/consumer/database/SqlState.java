package dev.paco.consumer.database;

import io.r2dbc.spi.R2dbcException;
import java.util.Optional;

/**
 * The five characters by which Postgres classifies an error.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public record SqlState(String code) {

    private static final String UNIQUE_VIOLATION = "23505";

    /** The SQLSTATE of {@code failure} or the nearest of its causes that has one. */
    public static Optional<SqlState> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException database && database.getSqlState() != null) {
                return Optional.of(new SqlState(database.getSqlState()));
            }
        }
        return Optional.empty();
    }

    /** Whether a row is refused for what it holds (class 22 or 23), so that repeating it can never help. */
    public boolean refusesData() {
        return code.startsWith("22") || code.startsWith("23");
    }

    /** Whether a unique constraint refuses a row. */
    public boolean isUniqueViolation() {
        return code.equals(UNIQUE_VIOLATION);
    }
}
