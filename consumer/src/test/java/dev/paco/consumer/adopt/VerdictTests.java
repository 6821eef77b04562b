package dev.paco.consumer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTests {

    private static final OffsetDateTime TIME = OffsetDateTime.parse("2025-01-08T17:00:00.123456789+01:00");

    @Test
    void theFirstRowOfAKeyGetsItAndTheOthersAreItsTwins() {
        List<LegacyRow> rows = List.of(row(7, "1"), row(8, "1"), row(9, "2"), row(10, "1"));
        Map<Integer, UUID> keys = Verdict.keys(rows);
        assertThat(Verdict.over(rows, keys, Map.of()))
                .containsExactly(
                        new Verdict(7, keys.get(7), null, null),
                        new Verdict(8, null, KeylessReason.TWIN, 7),
                        new Verdict(9, keys.get(9), null, null),
                        new Verdict(10, null, KeylessReason.TWIN, 7));
    }

    @Test
    void aKeyThatAnotherRowAnswersToMakesATwin() {
        List<LegacyRow> rows = List.of(row(7, "1"));
        Map<Integer, UUID> keys = Verdict.keys(rows);
        assertThat(Verdict.over(rows, keys, Map.of(keys.get(7), 900)))
                .containsExactly(new Verdict(7, null, KeylessReason.TWIN, 900));
    }

    @Test
    void aRowThatAnswersToItsKeyByAnAliasGetsIt() {
        List<LegacyRow> rows = List.of(row(700, "1"));
        Map<Integer, UUID> keys = Verdict.keys(rows);
        assertThat(Verdict.over(rows, keys, Map.of(keys.get(700), Integer.valueOf("700"))))
                .containsExactly(new Verdict(700, keys.get(700), null, null));
    }

    @Test
    void verdictsAreCountedByTheirKind() {
        List<LegacyRow> rows = List.of(row(1, "1"), row(2, "1"), of(3, "system", "openai", "c"));
        assertThat(Verdict.count(Verdict.over(rows, Verdict.keys(rows), Map.of())))
                .isEqualTo(new Adoption(1, 1, 1, true));
    }

    @Test
    void whatIsEmptyIsAbsentAndAConversationNamedAfterItsParticipantWasNotNamed() {
        MessageIdentity nameless = new MessageIdentity(
                "RID001",
                Provider.OPENAI,
                null,
                null,
                null,
                null,
                Role.ASSISTANT,
                Instant.parse("2025-01-08T16:00:00.123456Z"),
                "text");
        assertThat(of(1, "agent", null, "RID001").identity()).isEqualTo(nameless);
        assertThat(of(1, "assistant", "openai", "").identity()).isEqualTo(nameless);
    }

    @Test
    void theKeyIsThatOfTheMessage() {
        LegacyRow row = row(1, "5");
        assertThat(Verdict.keys(List.of(row))).containsEntry(1, MessageKey.of(row.identity()));
    }

    private static LegacyRow row(int id, String messageId) {
        return new LegacyRow(id, "RID001", "elevenlabs", "el-1", messageId, "el-1", "user", TIME, "text");
    }

    private static LegacyRow of(int id, String role, @Nullable String provider, String conversation) {
        return new LegacyRow(id, "RID001", provider, "", "", conversation, role, TIME, "text");
    }
}
