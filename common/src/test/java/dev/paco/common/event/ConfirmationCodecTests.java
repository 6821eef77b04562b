package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfirmationCodecTests {

    private final ConfirmationCodec codec = new ConfirmationCodec();

    @Test
    void whatWasEncodedIsDecodedUnaltered() {
        List<Confirmation> confirmations = List.of(
                new Confirmation(new UUID(1, 2), Outcome.SAVED, 17L, Instant.parse("2025-01-08T16:00:00.5Z")),
                new Confirmation(new UUID(3, 4), Outcome.DEAD_LETTERED, null, null));

        assertThat(codec.decode(codec.encode(confirmations))).isEqualTo(confirmations);
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTheRestIsKept() {
        String value = """
                [{"event_id":"no uuid","outcome":"saved"},{"outcome":"saved"},{"event_id":null,"x":[1]},\
                {"event_id":"00000000-0000-0001-0000-000000000002","outcome":"saved","message_id":17,"later":{}},""";

        assertThat(codec.decode(value.getBytes(UTF_8)))
                .containsExactly(new Confirmation(new UUID(1, 2), Outcome.SAVED, 17L, null));
    }
}
