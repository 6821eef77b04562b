package dev.paco.common.text;

/** Why a string cannot be stored as it is. */
public enum TextFault {
    /** It holds U+0000, which a Postgres {@code text} refuses (SQLSTATE 22021). */
    NUL_CHARACTER("must not contain the character U+0000"),
    /** It holds half of a surrogate pair, which no UTF-8 can express (RFC 3629, section 3). */
    LONE_SURROGATE("must not contain an unpaired surrogate"),
    /** It holds a control character, which an identifier must not. */
    CONTROL_CHARACTER("must not contain control characters");

    private final String message;

    TextFault(String message) {
        this.message = message;
    }

    /** The fault as the end of a sentence that starts with the field's name. */
    public String message() {
        return message;
    }
}
