package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantErasedTests {

    private static final ParticipantErased ERASED =
            new ParticipantErased("RID001", Instant.parse("2026-01-01T10:00:00.123456Z"));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ParticipantErased.decode(ERASED.encode())).contains(ERASED);
        assertThat(new String(ERASED.encode(), UTF_8))
                .isEqualTo("{\"research_id\":\"RID001\",\"erased_at\":\"2026-01-01T10:00:00.123456+00:00\"}");
    }

    @Test
    void fieldsOfLaterVersionsAreIgnored() {
        String later = "{\"by\":{\"research_id\":\"RID9\"},\"research_id\":\"RID001\",\"n\":[1],"
                + "\"erased_at\":\"2026-01-01T10:00:00.123456Z\"}";
        assertThat(ParticipantErased.decode(later.getBytes(UTF_8))).contains(ERASED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"research_id\":\"RID001\"}",
                "{\"research_id\":\"\",\"erased_at\":\"2026-01-01T10:00:00Z\"}",
                "{\"research_id\":1,\"erased_at\":\"2026-01-01T10:00:00Z\"}",
                "{\"research_id\":\"RID001\",\"erased_at\":\"soon\"}",
                "{\"research_id\":\"RID001\",\"erased_at\":\"2026-01-01T10:00:00Z\""
            })
    void anythingElseIsNone(String value) {
        assertThat(ParticipantErased.decode(value.getBytes(UTF_8))).isEmpty();
        assertThat(ParticipantErased.decode(null)).isEmpty();
    }
}
