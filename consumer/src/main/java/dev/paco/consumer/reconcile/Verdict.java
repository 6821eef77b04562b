package dev.paco.consumer.reconcile;

import java.util.Locale;

/** What a copy was taken for. */
enum Verdict {
    /** Something that no copy had said yet. */
    NEW,
    /** Another copy of something that has a row. */
    COPY,
    /** Perhaps a copy, perhaps said once more: it has a row of its own, which is marked. */
    DOUBT;

    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict of(String storedName) {
        return valueOf(storedName.toUpperCase(Locale.ROOT));
    }
}
