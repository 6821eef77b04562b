package dev.paco.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTests {

    private static final long LIMIT = 100;

    private final Round round = new Round(0);

    @Test
    void onePauseTurnsNobodyAway() {
        round.next(20);

        assertThat(round.isLate(LIMIT, 20 + 5 * LIMIT)).isFalse();
    }

    @Test
    void inASecondLongRoundThoseThatWaitedTooLongAreTurnedAway() {
        round.next(2 * LIMIT);

        assertThat(round.isLate(LIMIT, 3 * LIMIT)).as("within the limit").isFalse();
        assertThat(round.isLate(LIMIT, 3 * LIMIT + 1)).isTrue();
    }

    @Test
    void aShortRoundEndsIt() {
        round.next(2 * LIMIT);
        round.next(2 * LIMIT + 20);

        assertThat(round.isLate(LIMIT, 9 * LIMIT)).isFalse();
    }

    @Test
    void whoeverSendsMuchKeepsALoopBusyAndOthersDoNot() {
        Round round = new Round(0);
        round.came("modest");
        round.next(1);
        for (int i = 0; i < 20; i++) {
            round.came("greedy");
        }
        round.came("other");

        assertThat(round.isBusyWith("greedy")).isTrue();
        assertThat(round.isBusyWith("modest")).isFalse();
        assertThat(round.isBusyWith("other")).isFalse();
    }

    @Test
    void manyWhoSendTheSameKeepItBusyTogether() {
        Round round = new Round(0);
        for (int i = 0; i < 100; i++) {
            round.came("participant " + i);
        }
        round.came("participant 0");

        assertThat(round.isBusyWith("participant 0")).isTrue();
        assertThat(round.isBusyWith("participant 99")).isTrue();
    }
}
