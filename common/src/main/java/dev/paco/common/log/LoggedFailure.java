package dev.paco.common.log;

import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may tell it: where it came from and what caused it, without what Reactor adds as suppressed, which is the address
 * that was asked for with its query: who, and which words of theirs.
 */
public final class LoggedFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MOST_CAUSES = 10;

    private LoggedFailure(Throwable failure, @Nullable Throwable cause) {
        super(failure.toString(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** The same failure, fit for the log. */
    public static LoggedFailure of(Throwable failure) {
        return of(failure, MOST_CAUSES);
    }

    private static LoggedFailure of(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        return new LoggedFailure(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
