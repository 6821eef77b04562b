package dev.paco.consumer.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in one line, for a person, what a database refused. */
public final class DatabaseFault {

    private static final String DEPENDENT_OBJECTS = "2BP01";

    private DatabaseFault() {}

    /**
     * The database's own words and its SQLSTATE, else the failure's first line. Without the driver's hints: after a
     * refused DROP they recommend CASCADE.
     */
    public static String describe(Throwable failure) {
        @Nullable SQLException fault = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                fault = sql;
            }
        }
        return fault == null ? firstLine(failure) : words(fault) + " (SQLSTATE " + fault.getSQLState() + ")";
    }

    private static String words(SQLException fault) {
        @Nullable
        ServerErrorMessage server = fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return firstLine(fault);
        }
        // Only what depends on something is told: other details quote rows, and rows hold what participants said.
        boolean dependents = DEPENDENT_OBJECTS.equals(server.getSQLState()) && server.getDetail() != null;
        return server.getMessage()
                + (dependents
                        ? ": " + String.join("; ", server.getDetail().lines().toList())
                        : "");
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
