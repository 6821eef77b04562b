package dev.paco.common.event;

import java.util.Locale;

/** Why bytes on the log are no message that could ever be written. */
public enum MalformedReason {
    NOT_JSON,
    UNSUPPORTED_VERSION,
    MISSING_FIELD,
    INVALID_FIELD,
    NUL_CHARACTER,
    ID_TOO_LONG;

    /** The stable code: a metric's tag and a dead letter's reason. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
