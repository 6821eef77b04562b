package dev.paco.console.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Settling settling = new Settling(Duration.ofSeconds(5));

    @Test
    void anIdIsCertainOnceTimeHasGoneByAndTheTransactionsOfThenHaveEnded() {
        assertThat(settling.upTo(new Head(100, 7, 9), NOON)).isZero();
        assertThat(settling.upTo(new Head(200, 7, 12), NOON.plusSeconds(6))).isZero();
        assertThat(settling.upTo(new Head(200, 9, 12), NOON.plusSeconds(7))).isEqualTo(100);
        assertThat(settling.upTo(new Head(250, 20, 20), NOON.plusSeconds(8))).isEqualTo(100);
        assertThat(settling.upTo(new Head(250, 20, 20), NOON.plusSeconds(12))).isEqualTo(200);
    }

    @Test
    void aTransactionThatNeverEndsHoldsNothingUpForEver() {
        settling.upTo(new Head(100, 7, 9), NOON);

        assertThat(settling.upTo(new Head(300, 7, 9), NOON.plus(Duration.ofMinutes(9))))
                .isZero();
        assertThat(settling.upTo(new Head(300, 7, 9), NOON.plus(Duration.ofMinutes(10))))
                .isEqualTo(100);
    }

    @Test
    void aTableThatWasEmptiedHasFewerCertainIds() {
        settling.upTo(new Head(100, 9, 9), NOON);

        assertThat(settling.upTo(new Head(40, 9, 9), NOON.plusSeconds(5))).isEqualTo(40);
    }
}
