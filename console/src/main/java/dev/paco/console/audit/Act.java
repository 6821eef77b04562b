package dev.paco.console.audit;

import java.util.Locale;

/** What a user can do that is kept. */
public enum Act {
    LOG_IN,
    LOG_IN_REFUSED,
    LOG_OUT,
    CHANGE_PASSWORD,
    ADD_USER,
    CHANGE_USER,
    RESET_PASSWORD,
    SEARCH,
    VIEW_CONVERSATION,
    EXPORT,
    END_EXPORT,
    CREATE_PARTICIPANTS,
    ACTIVATE_PARTICIPANT,
    DEACTIVATE_PARTICIPANT,
    CHANGE_NOTES,
    ERASE_PARTICIPANT,
    VIEW_LETTER,
    REDRIVE,
    DISCARD,
    START_REPLAY,
    CANCEL_JOB;

    /** As it stands in the table. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
