package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationObservedCodecTests {

    private static final Instant STARTED = Instant.parse("2026-01-01T12:00:00Z");
    private static final ConversationObserved COMPLETE = new ConversationObserved(
            "RID001",
            "conv_1",
            "agent_1",
            STARTED,
            61,
            "done",
            4,
            "They talked of \"sleep\".",
            "{\"call_successful\":\"success\",\"data\":{\"mood\":[1,2.5,null]}}",
            STARTED.plusSeconds(90),
            STARTED.plusSeconds(91),
            MessageSource.WEBHOOK);

    private final ConversationObservedCodec codec = new ConversationObservedCodec();

    @Test
    void whatWasEncodedIsDecodedUnaltered() {
        assertThat(codec.decode(codec.encode(COMPLETE))).contains(COMPLETE);
    }

    @Test
    void whatElevenLabsDoesNotSayIsAbsent() {
        ConversationObserved bare = new ConversationObserved(
                "RID001", "conv_1", null, null, null, null, 0, null, null, STARTED, STARTED, MessageSource.SYNC);

        assertThat(codec.decode(codec.encode(bare))).contains(bare);
    }

    @Test
    void fieldsThatAReaderDoesNotKnowAreIgnored() {
        String later =
                new String(codec.encode(COMPLETE), UTF_8).replaceFirst("\\{", "{\"later\":{\"a\":[1]},\"b\":[],");

        assertThat(codec.decode(later.getBytes(UTF_8))).contains(COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"research_id\":\"RID001\",\"elevenlabs_conversation_id\":\"c\",\"turns\":-1,"
                        + "\"observed_at\":\"2026-01-01T12:00:00Z\",\"received_at\":\"2026-01-01T12:00:00Z\",\"source\":\"sync\"}"
            })
    void whatIsNoObservationIsEmpty(String value) {
        assertThat(codec.decode(value.getBytes(UTF_8))).isEmpty();
        assertThat(codec.decode(null)).isEmpty();
    }
}
