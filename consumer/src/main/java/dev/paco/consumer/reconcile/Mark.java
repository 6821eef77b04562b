package dev.paco.consumer.reconcile;

import java.util.Locale;

/** What the column {@code reconciliation} says of a row; most rows have nothing to be said of. */
enum Mark {
    /** The same words are in another row, and nothing tells whether they were said once or twice. */
    POSSIBLE_COPY,
    /** ElevenLabs' transcript has come since, and has the words once less than there are rows. */
    COPY;

    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mark of(String storedName) {
        return valueOf(storedName.toUpperCase(Locale.ROOT));
    }
}
