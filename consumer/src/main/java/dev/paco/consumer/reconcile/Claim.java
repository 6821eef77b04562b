package dev.paco.consumer.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one copy has said of an utterance.
 *
 * @param key the copy's message key; null for rows of the old backend that have none
 * @param pass the series of copies that it belongs to; no two copies of a pass are the same utterance
 * @param verdict what it was taken for
 * @param text what it says
 * @param length of the text, in code points
 * @param original what was to be said, of an answer that was interrupted
 * @param identified whether it has ElevenLabs' message id
 * @param turn its index in a transcript; null when it is not from one
 * @param occurrences how often a transcript has this text; 0 when it is not from one
 * @param others keys of other turns with this text
 * @param saidAt its own time
 * @param receivedAt when the gateway took it; null for rows of before there was one
 */
record Claim(
        @Nullable UUID key,
        Pass pass,
        Verdict verdict,
        TextHash text,
        int length,
        @Nullable TextHash original,
        boolean identified,
        @Nullable Integer turn,
        int occurrences,
        List<UUID> others,
        Instant saidAt,
        @Nullable Instant receivedAt) {

    /** Words as long as this are seldom said twice; "yes" is. */
    private static final int DISTINCTIVE = 16;

    static Claim of(Copy copy, Verdict verdict, Pass pass) {
        return new Claim(
                copy.key(),
                pass,
                verdict,
                copy.text(),
                copy.length(),
                copy.original(),
                copy.identified(),
                copy.turn(),
                copy.occurrences(),
                copy.others(),
                copy.saidAt(),
                copy.receivedAt());
    }

    boolean isDistinctive() {
        return length >= DISTINCTIVE;
    }

    boolean says(Copy copy) {
        return text.equals(copy.text())
                || text.equals(copy.original())
                || (original != null && (original.equals(copy.text()) || original.equals(copy.original())));
    }
}
