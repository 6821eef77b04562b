package dev.paco.consumer.deadletter;

/** The dead-letter topic has not taken a letter; nothing may be committed before it has. */
final class DeadLetterOutageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadLetterOutageException(Exception cause) {
        super("The dead-letter topic has not taken a letter", cause);
    }
}
