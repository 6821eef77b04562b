package dev.paco.gateway.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTests {

    private static final long LIMIT = 120;

    private final Shares shares = new Shares();

    @Test
    void oneAloneGetsHalf() {
        assertThat(asMuchAsCan("a", LIMIT)).isEqualTo(LIMIT / 2);
    }

    @Test
    void whoComesWhileAnotherHoldsAllTheyMayGetsAnEqualPart() {
        asMuchAsCan("greedy", LIMIT);

        assertThat(asMuchAsCan("modest", LIMIT)).isEqualTo(LIMIT / 3);
    }

    @Test
    void manyGetEqualPartsOfAll() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(asMuchAsCan("participant " + i, 1)).isEqualTo(1);
        }

        assertThat(shares.admits("one more", 1, LIMIT)).isFalse();
    }

    @Test
    void whenTheLimitFallsThoseBelowTheirPartGoOn() {
        asMuchAsCan("greedy", LIMIT);

        assertThat(shares.admits("greedy", 1, LIMIT / 3)).isFalse();
        assertThat(shares.admits("modest", 1, LIMIT / 3)).isTrue();
        assertThat(shares.total()).isEqualTo(LIMIT / 2);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        asMuchAsCan("a", LIMIT);

        shares.giveBack("a", LIMIT / 2);

        assertThat(shares.total()).isZero();
        assertThat(asMuchAsCan("b", LIMIT)).isEqualTo(LIMIT / 2);
    }

    private long asMuchAsCan(String who, long most) {
        long taken = 0;
        while (taken < most && shares.admits(who, 1, LIMIT)) {
            shares.take(who, 1);
            taken++;
        }
        return taken;
    }
}
