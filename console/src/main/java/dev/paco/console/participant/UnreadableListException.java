package dev.paco.console.participant;

import org.jspecify.annotations.Nullable;

/** A list that cannot be read at all; its message is for who sent it. */
final class UnreadableListException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableListException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
