package dev.paco.console.participant;

import dev.paco.common.text.TextFault;
import dev.paco.common.text.UnicodeText;
import java.util.Optional;

/** What research ids and notes may be: for new ids a little less than what the gateway takes. */
final class ParticipantRules {

    /** The most characters of a note. */
    static final int LONGEST_NOTES = 2000;

    private static final int SHORTEST_ID = 3;
    private static final int LONGEST_ID = 50;
    private static final String FORMULA_STARTS = "=+-@";

    private static final String NOT_IN_ADDRESSES = "/\\;%";
    private static final String PAGE_OF_FORMS = "add";

    private ParticipantRules() {}

    /** Why there can be no participant of that id and with these notes; empty when there can. */
    static Optional<String> fault(ListedParticipant listed) {
        return faultOfId(listed.researchId()).or(() -> faultOfNotes(listed.notes()));
    }

    private static Optional<String> faultOfId(String id) {
        int length = UnicodeText.length(id);
        if (length < SHORTEST_ID || length > LONGEST_ID) {
            return Optional.of(
                    "the research id has to have " + SHORTEST_ID + " to " + LONGEST_ID + " characters, has " + length);
        }
        Optional<String> fault = UnicodeText.faultOfIdentifier(id).map(TextFault::message);
        if (fault.isPresent()) {
            return fault.map(message -> "the research id " + message);
        }
        if (id.codePoints().anyMatch(ParticipantRules::cannotBeSeen)) {
            return Optional.of("the research id has a character that cannot be seen");
        }
        if (!isAddressable(id)) {
            return Optional.of("the research id has no place in the address of a page: it is \"add\", or has one of "
                    + NOT_IN_ADDRESSES);
        }
        return FORMULA_STARTS.indexOf(id.charAt(0)) >= 0
                ? Optional.of("the research id begins as a formula of a spreadsheet does, with " + id.charAt(0))
                : Optional.empty();
    }

    /** Whether a page can have the id in its address, where none of these characters is taken, however it is written. */
    static boolean isAddressable(String id) {
        return !id.equals(PAGE_OF_FORMS) && id.chars().noneMatch(character -> NOT_IN_ADDRESSES.indexOf(character) >= 0);
    }

    /** A space may be inside, other white space and what changes the direction may not. */
    private static boolean cannotBeSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED ->
                true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> false;
        };
    }

    /** Why notes cannot be kept; empty when they can. */
    static Optional<String> faultOfNotes(String notes) {
        int length = UnicodeText.length(notes);
        return length > LONGEST_NOTES
                ? Optional.of("the notes may have " + LONGEST_NOTES + " characters, have " + length)
                : UnicodeText.faultOf(notes).map(fault -> "a note " + fault.message());
    }
}
