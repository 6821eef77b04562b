package dev.paco.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageKeyTests {

    private static final Instant TIME = Instant.parse("2025-01-08T16:00:00.123456Z");

    @Test
    void aMessageIdWithItsConversationDecidesAloneWhateverElseDiffers() {
        assertThat(MessageKey.of(message("conv", "1", null, null, TIME, "one")))
                .isEqualTo(MessageKey.of(message("conv", "1", "other", "key", TIME.plusSeconds(1), "two")));
    }

    @Test
    void theClientsConversationServesWhereElevenLabsNamesNone() {
        assertThat(MessageKey.of(message(null, "1", "conv", null, TIME, "one")))
                .isEqualTo(MessageKey.of(message("conv", "1", null, null, TIME, "two")));
    }

    @Test
    void aMessageIdWithoutAConversationIsNotEnough() {
        assertThat(MessageKey.of(message(null, "1", null, null, TIME, "today")))
                .isNotEqualTo(MessageKey.of(message(null, "1", null, null, TIME.plusSeconds(86_400), "tomorrow")));
    }

    @Test
    void theTwoRolesOfOneMessageIdAreTwoMessages() {
        MessageIdentity user = message("conv", "1", null, null, TIME, "one");
        MessageIdentity assistant = new MessageIdentity(
                "RID001", Provider.ELEVENLABS, "conv", "1", null, null, Role.ASSISTANT, TIME, "one");

        assertThat(MessageKey.of(user)).isNotEqualTo(MessageKey.of(assistant));
    }

    @Test
    void aTurnsIndexIsNoMessageId() {
        UUID turn = MessageKey.ofTurn("RID001", "conv", Role.USER, 3);

        assertThat(turn)
                .isEqualTo(MessageKey.ofTurn("RID001", "conv", Role.USER, 3))
                .isNotEqualTo(MessageKey.of(message("conv", "3", null, null, TIME, "one")))
                .isNotEqualTo(MessageKey.ofTurn("RID002", "conv", Role.USER, 3))
                .isNotEqualTo(MessageKey.ofTurn("RID001", "conv", Role.ASSISTANT, 3));
        assertThat(turn.version()).isEqualTo(8);
    }

    @Test
    void anIdempotencyKeyDecidesBeforeTheBody() {
        assertThat(MessageKey.of(message(null, null, null, "key", TIME, "one")))
                .isEqualTo(MessageKey.of(message(null, null, null, "key", TIME.plusSeconds(1), "two")));
    }

    @Test
    void onlyTheMicrosecondsOfTheTimestampCount() {
        assertThat(MessageKey.of(message(null, null, null, null, TIME, "one")))
                .isEqualTo(MessageKey.of(message(null, null, null, null, TIME.plusNanos(999), "one")))
                .isNotEqualTo(MessageKey.of(message(null, null, null, null, TIME.plusNanos(1_000), "one")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"})
    void anyTimeThatAMessageMayHaveIsToldFromOthers(Instant time) {
        assertThat(MessageKey.of(message(null, null, null, null, time, "one")))
                .isEqualTo(MessageKey.of(message(null, null, null, null, time, "one")))
                .isNotEqualTo(MessageKey.of(message(null, null, null, null, time.plusNanos(1_000), "one")));
    }

    @Test
    void keysOfOldNeverChange() {
        assertThat(MessageKey.of(message("conv_1", "7", null, null, TIME, "Hello")))
                .hasToString("09f92c57-a4af-84b1-8cc8-ed7e5ed0797f");
        assertThat(MessageKey.of(message(null, null, null, "retry-1", TIME, "Hello")))
                .hasToString("b6e9f671-d219-8c25-b940-91e340bbe19c");
        assertThat(MessageKey.of(message(null, null, null, null, TIME, "Grüße 👋")))
                .hasToString("7733def8-3ace-8c5e-a3bd-0b6123a45e9b");
    }

    private static MessageIdentity message(
            @Nullable String elevenLabsConversation,
            @Nullable String messageId,
            @Nullable String conversation,
            @Nullable String idempotencyKey,
            Instant timestamp,
            String content) {
        return new MessageIdentity(
                "RID001",
                Provider.ELEVENLABS,
                elevenLabsConversation,
                messageId,
                conversation,
                idempotencyKey,
                Role.USER,
                timestamp,
                content);
    }
}
