package dev.paco.console.participant;

import java.util.Locale;

/**
 * What became of a line of a list.
 *
 * @param reason why it was refused; empty if it was not
 */
record Verdict(long line, String researchId, Outcome outcome, String reason) {

    enum Outcome {
        CREATED,
        /** Was there already, and is as it was. */
        EXISTED,
        REFUSED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict of(ListedParticipant listed, Outcome outcome) {
        return new Verdict(listed.line(), listed.researchId(), outcome, "");
    }

    static Verdict refused(ListedParticipant listed, String reason) {
        return new Verdict(listed.line(), listed.researchId(), Outcome.REFUSED, reason);
    }

    /** Names nobody: research ids open accounts. */
    @Override
    public String toString() {
        return "line " + line + " " + outcome.wireName();
    }
}
