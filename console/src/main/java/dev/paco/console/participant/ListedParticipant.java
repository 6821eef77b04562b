package dev.paco.console.participant;

/**
 * Somebody who is to take part, as a list or a form says.
 *
 * @param line of the list, from 1
 * @param notes empty for none
 */
record ListedParticipant(long line, String researchId, String notes) {

    /** Names nobody: research ids open accounts. */
    @Override
    public String toString() {
        return "line " + line;
    }
}
