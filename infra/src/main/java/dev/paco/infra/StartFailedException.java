package dev.paco.infra;

/** Kafka or Postgres could not be started; the message is one sentence that says what is wrong and what to do. */
public class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure without another exception behind it. */
    public StartFailedException(String message) {
        super(message);
    }

    /** A failure that {@code cause} brought about. */
    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
