package dev.paco.console.participant;

import java.util.Locale;
import java.util.Optional;

/** Whether a participant may log in. */
enum ParticipantState {
    ACTIVE,
    DEACTIVATED,
    /** Has withdrawn: what they said is gone, and they are not let in again. */
    ERASED;

    /** As it stands in forms. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that name; empty when there is none. */
    static Optional<ParticipantState> of(String wireName) {
        for (ParticipantState state : values()) {
            if (state.wireName().equals(wireName)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
