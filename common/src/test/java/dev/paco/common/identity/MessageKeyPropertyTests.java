package dev.paco.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class MessageKeyPropertyTests {

    @Property
    void everyKeyIsAUuidOfVersionEight(@ForAll("identities") MessageIdentity identity) {
        UUID key = MessageKey.of(identity);

        assertThat(key.version()).isEqualTo(8);
        assertThat(key.variant()).isEqualTo(2);
    }

    @Property
    void theSameIdentityAlwaysHasTheSameKey(@ForAll("identities") MessageIdentity identity) {
        assertThat(MessageKey.of(identity)).isEqualTo(MessageKey.of(identity));
    }

    @Property
    void noTwoParticipantsShareAKey(@ForAll("identities") MessageIdentity identity, @ForAll("names") String other) {
        Assume.that(!other.equals(identity.researchId()));

        assertThat(MessageKey.of(withResearchId(identity, other))).isNotEqualTo(MessageKey.of(identity));
    }

    @Property
    void lettersThatMoveFromOneElementToTheNextChangeTheKey(
            @ForAll("names") String first, @ForAll("names") String second) {
        Assume.that(first.length() > 1);
        String moved = first.substring(first.length() - 1) + second;

        assertThat(MessageKey.of(byMessageId(first, second)))
                .isNotEqualTo(MessageKey.of(byMessageId(first.substring(0, first.length() - 1), moved)));
    }

    @Property
    void withoutIdsEveryDifferenceOfTheContentCounts(
            @ForAll("names") String researchId, @ForAll("names") String content, @ForAll("names") String other) {
        Assume.that(!content.equals(other));

        assertThat(MessageKey.of(byBody(researchId, content))).isNotEqualTo(MessageKey.of(byBody(researchId, other)));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<MessageIdentity> identities() {
        return Combinators.combine(
                        names(),
                        Arbitraries.of(Provider.values()),
                        names().injectNull(0.5),
                        names().injectNull(0.5),
                        names().injectNull(0.5),
                        names().injectNull(0.5),
                        Arbitraries.of(Role.values()),
                        Combinators.combine(Arbitraries.longs().between(-4_000_000_000L, 4_000_000_000L), names())
                                .as((seconds, content) -> new String[] {Long.toString(seconds), content}))
                .as((owner, provider, conversation, messageId, own, idempotencyKey, role, rest) -> new MessageIdentity(
                        owner,
                        provider,
                        conversation,
                        messageId,
                        own,
                        idempotencyKey,
                        role,
                        Instant.ofEpochSecond(Long.parseLong(rest[0])),
                        rest[1]));
    }

    private static MessageIdentity byMessageId(String researchId, String conversation) {
        return identity(researchId, conversation, "1", null, "content");
    }

    private static MessageIdentity byBody(String researchId, String content) {
        return identity(researchId, null, null, null, content);
    }

    private static MessageIdentity withResearchId(MessageIdentity of, String researchId) {
        return new MessageIdentity(
                researchId,
                of.provider(),
                of.elevenLabsConversationId(),
                of.elevenLabsMessageId(),
                of.conversationId(),
                of.idempotencyKey(),
                of.role(),
                of.timestamp(),
                of.content());
    }

    private static MessageIdentity identity(
            String researchId,
            @Nullable String conversation,
            @Nullable String messageId,
            @Nullable String idempotencyKey,
            String content) {
        return new MessageIdentity(
                researchId,
                Provider.ELEVENLABS,
                conversation,
                messageId,
                null,
                idempotencyKey,
                Role.USER,
                Instant.EPOCH,
                content);
    }
}
