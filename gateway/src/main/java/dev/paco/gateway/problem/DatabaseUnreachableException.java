package dev.paco.gateway.problem;

/** Postgres did not answer in time; the request is answered 503 and can be repeated. */
public final class DatabaseUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnreachableException(Throwable cause) {
        super("Postgres did not answer", cause);
    }
}
