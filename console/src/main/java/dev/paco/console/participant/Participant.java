package dev.paco.console.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A participant, and what the summaries say of their messages.
 *
 * @param id of the row
 * @param createdAt null where the old backend did not say
 * @param acknowledgedAt when they last acknowledged the disclaimer; null for never
 * @param lastAt of their last message; null without any
 * @param erasedAt until when what they said is erased; null if it is not
 */
record Participant(
        int id,
        String researchId,
        boolean active,
        @Nullable Instant createdAt,
        String notes,
        @Nullable Instant acknowledgedAt,
        long conversations,
        long messages,
        @Nullable Instant lastAt,
        @Nullable Instant erasedAt) {

    /** Whether there can be a page of theirs: some ids of the old backend have no place in an address. */
    public boolean addressable() {
        return ParticipantRules.isAddressable(researchId);
    }

    public boolean erased() {
        return erasedAt != null;
    }

    public ParticipantState state() {
        if (erased()) {
            return ParticipantState.ERASED;
        }
        return active ? ParticipantState.ACTIVE : ParticipantState.DEACTIVATED;
    }
}
