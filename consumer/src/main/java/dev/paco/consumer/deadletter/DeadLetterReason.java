package dev.paco.consumer.deadletter;

import dev.paco.common.event.MalformedReason;
import java.util.Locale;

/** Why a record can never be written; {@link #code()} never changes. */
public enum DeadLetterReason {
    NOT_JSON,
    UNSUPPORTED_VERSION,
    MISSING_FIELD,
    INVALID_FIELD,
    NUL_CHARACTER,
    ID_TOO_LONG,
    UNKNOWN_PARTICIPANT,
    KEY_OF_ANOTHER_PARTICIPANT,
    REFUSED_BY_DATABASE;

    /** The reason that the codec gave. */
    public static DeadLetterReason of(MalformedReason reason) {
        return switch (reason) {
            case NOT_JSON -> NOT_JSON;
            case UNSUPPORTED_VERSION -> UNSUPPORTED_VERSION;
            case MISSING_FIELD -> MISSING_FIELD;
            case INVALID_FIELD -> INVALID_FIELD;
            case NUL_CHARACTER -> NUL_CHARACTER;
            case ID_TOO_LONG -> ID_TOO_LONG;
        };
    }

    /** The stable code: the letter's header and a metric's tag. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
