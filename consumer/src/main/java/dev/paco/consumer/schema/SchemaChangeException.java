package dev.paco.consumer.schema;

import dev.paco.consumer.database.DatabaseFault;
import dev.paco.consumer.database.SqlState;

/** The schema could not be changed; the message is one sentence and says what to do where that is known. */
public final class SchemaChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final SqlState NONE = new SqlState("");

    SchemaChangeException(String attempt, Throwable cause) {
        super(
                attempt + " failed: " + DatabaseFault.describe(cause)
                        + action(SqlState.of(cause).orElse(NONE)),
                cause);
    }

    SchemaChangeException(String message) {
        super(message);
    }

    /** The database's code for what went wrong; empty when it never answered. */
    public String sqlState() {
        return SqlState.of(this).orElse(NONE).code();
    }

    private static String action(SqlState state) {
        return state.isLockConflict()
                ? ". Another session holds a lock on the tables; end it (see pg_locks), then try again."
                : ".";
    }
}
