package dev.paco.gateway.elevenlabs;

import java.util.Locale;

/** What became of a webhook whose signature holds. */
enum WebhookResult {
    /** It is of another type than transcripts. */
    IGNORED,

    /** All of its transcript is on the log. */
    PUBLISHED,

    /** It is no transcript, and larger than what is kept. */
    LOST,

    /** It is no transcript, and kept on the log for operators. */
    UNREADABLE,

    /** The log does not take it now; it was answered 503. */
    REFUSED;

    /** A metric's tag. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
