package dev.paco.consumer.log;

/** Records were deleted from the beginning of the log while they were to be read. */
public final class LogRewrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogRewrittenException(Exception cause) {
        super("Records were deleted from the log while it was read; begin again", cause);
    }
}
