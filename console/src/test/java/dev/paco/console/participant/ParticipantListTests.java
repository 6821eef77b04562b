package dev.paco.console.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParticipantListTests {

    private final ParticipantList list = new ParticipantList(() -> "generated");

    @Test
    void withoutAHeaderTheIdComesFirst() throws UnreadableListException {
        assertThat(list.read("A-1,a note\r\nA-2\n"))
                .containsExactly(new ListedParticipant(1, "A-1", "a note"), new ListedParticipant(2, "A-2", ""));
    }

    @Test
    void aHeaderNamesTheColumnsInAnyOrderAndCase() throws UnreadableListException {
        assertThat(list.read("Name;NOTES; Research_ID \nAnna;a, note;A-1"))
                .containsExactly(new ListedParticipant(2, "A-1", "a, note"));
        assertThat(list.read("Research ID,Notes\nA-1,a note"))
                .containsExactly(new ListedParticipant(2, "A-1", "a note"));
        assertThat(list.read("research-id\nA-1")).containsExactly(new ListedParticipant(2, "A-1", ""));
    }

    @Test
    void whoHasNoIdIsGivenOne() throws UnreadableListException {
        assertThat(list.read("notes\nfirst\n\nsecond"))
                .containsExactly(
                        new ListedParticipant(2, "generated", "first"),
                        new ListedParticipant(4, "generated", "second"));
    }

    @Test
    void anEmptyListIsOne() throws UnreadableListException {
        assertThat(list.read("")).isEmpty();
        assertThat(list.read("\uFEFFresearch_id,notes\n")).isEmpty();
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> list.read("A-1\n".repeat(ParticipantList.MOST + 1)))
                .isInstanceOf(UnreadableListException.class)
                .hasMessageContaining("more than 10000 lines");
    }

    @Test
    void anOpenQuotationMarkIsRefused() {
        assertThatThrownBy(() -> list.read("A-1\n\"A-2"))
                .isInstanceOf(UnreadableListException.class)
                .hasMessageContaining("quotation mark");
    }
}
