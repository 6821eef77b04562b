package dev.paco.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.DecodeResult.Decoded;
import dev.paco.common.text.UnicodeText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageEventCodecPropertyTests {

    private final MessageEventCodec codec = new MessageEventCodec();

    @Property
    void whatWasEncodedIsDecodedUnaltered(@ForAll("events") MessageEvent event) {
        assertThat(codec.decode(codec.encode(event), EventHeaders.MESSAGE_SUBMITTED_V1))
                .isEqualTo(new Decoded(event));
    }

    @Property
    void noBytesWhateverMakeTheCodecThrow(@ForAll byte[] bytes) {
        assertThat(codec.decode(bytes, null)).isNotNull();
    }

    @Property
    void noDamageToAnEventMakesTheCodecThrow(
            @ForAll("events") MessageEvent event, @ForAll int position, @ForAll byte damage) {
        byte[] bytes = codec.encode(event);
        bytes[Math.floorMod(position, bytes.length)] = damage;

        assertThat(codec.decode(bytes, null)).isNotNull();
    }

    @Provide
    Arbitrary<MessageEvent> events() {
        Arbitrary<String> ids =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(50);
        Arbitrary<String> texts = Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(text -> UnicodeText.faultOf(text).isEmpty());
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000));
        Arbitrary<UUID> logins = Arbitraries.create(UUID::randomUUID).injectNull(0.3);
        Arbitrary<Turn> turns = Combinators.combine(Arbitraries.integers().between(0, 999), texts.injectNull(0.5))
                .as((index, original) -> new Turn(
                        index,
                        index + 1,
                        index + 2,
                        original,
                        index % 2 == 0 ? List.of() : List.of(new UUID(index, 1), new UUID(index, 2))))
                .injectNull(0.5);
        return Combinators.combine(ids, texts, times, ids.injectNull(0.3), ids.injectNull(0.3), times, logins, turns)
                .as((owner, content, time, conversation, messageId, received, login, turn) -> new MessageEvent(
                        UUID.nameUUIDFromBytes(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        owner,
                        Role.ASSISTANT,
                        content,
                        time,
                        Provider.OPENAI,
                        conversation,
                        messageId,
                        conversation == null ? messageId : null,
                        received,
                        MessageSource.FRONTEND,
                        login,
                        turn));
    }
}
