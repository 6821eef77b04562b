package dev.paco.consumer.write;

import java.util.UUID;

/** A key was neither inserted nor found: its row has just been removed, or an index is broken. Never a duplicate. */
final class UnsettledKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsettledKeyException(UUID messageKey) {
        super("The message " + messageKey + " was neither inserted nor found");
    }
}
