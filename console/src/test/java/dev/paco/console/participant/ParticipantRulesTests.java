package dev.paco.console.participant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"RID", "P-7KQ2M-X9TNA", "a b", "Ä😀ß", "12345678901234567890123456789012345678901234567890"})
    void whatCanBeReadIsAResearchId(String id) {
        assertThat(ParticipantRules.fault(new ListedParticipant(1, id, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RI",
                "123456789012345678901234567890123456789012345678901",
                "RID\u0000",
                "RID\t1",
                "RID\u202e1",
                "RID\u200b1",
                "RID\u00a01",
                "RID\ud800",
                "RID/1",
                "RID;1",
                "RID%1",
                "RID\\1",
                "add",
                "=RID",
                "-RID"
            })
    void whatCannotIsNone(String id) {
        assertThat(ParticipantRules.fault(new ListedParticipant(1, id, ""))).isPresent();
    }
}
