package dev.paco.consumer.reconcile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series of copies of a conversation of which no two are the same utterance: the messages with ElevenLabs' ids, those to which a page has given keys
 * of their own, a transcript's turns, or what a page without either has sent with one login.
 *
 * @param name which kind of series, or which login
 */
record Pass(String name) {

    static final Pass IDENTIFIED = new Pass("id");
    static final Pass KEYED = new Pass("idempotency key");
    static final Pass TRANSCRIPT = new Pass("transcript");

    /** Rows of before copies were remembered. */
    static final Pass LEGACY = new Pass("legacy");

    static Pass of(@Nullable UUID loginId) {
        return new Pass(loginId == null ? "no login" : loginId.toString());
    }
}
