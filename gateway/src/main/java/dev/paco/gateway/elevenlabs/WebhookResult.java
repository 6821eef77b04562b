package dev.paco.gateway.elevenlabs;

import java.util.Locale;

/** What became of a webhook whose signature holds, or of one of its turns. */
enum WebhookResult {
    IGNORED,
    PUBLISHED,
    LOST,
    UNREADABLE,
    REFUSED;

    /** A metric's tag. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
