package dev.paco.consumer.adopt;

import java.util.Locale;

/** Why a legacy row that was examined has no key. */
enum KeylessReason {
    /** An earlier row, or another key of one, is the same message. */
    TWIN,
    /** Its role is none that a message may have. */
    UNKNOWN_ROLE,
    /** Its provider is none that a message may have. */
    UNKNOWN_PROVIDER,
    /** It has no time, or one that no calendar holds ({@code infinity}). */
    NO_TIMESTAMP;

    /** The name in the table. */
    String columnValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
