package dev.paco.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class InFlightTests {

    private static final Duration OUTAGE = Duration.ofMillis(2_500);
    private static final Duration LATE = Duration.ofMillis(250);
    private static final Duration IN_TIME = LATE.minusMillis(1);
    private static final Duration TOO_LATE = LATE.plusMillis(1);

    @Test
    void noMoreEventsThanAllowedAreTaken() {
        InFlight inFlight = inFlight(2, 2, 1_000);

        assertThat(inFlight.tryAcquire("RID001", 1)).isTrue();
        assertThat(inFlight.tryAcquire("RID002", 1)).isTrue();
        assertThat(inFlight.tryAcquire("RID003", 1)).isFalse();
        assertThat(inFlight.hasRoom()).isFalse();
        assertThat(inFlight.isFullFor("RID003")).isTrue();
        inFlight.release("RID001", 1);
        assertThat(inFlight.tryAcquire("RID003", 1)).isTrue();
    }

    @Test
    void noMoreBytesThanAllowedAreTaken() {
        InFlight inFlight = inFlight(100, 100, 1_000);

        assertThat(inFlight.tryAcquire("RID001", 500)).isTrue();
        assertThat(inFlight.tryAcquire("RID002", 501)).isFalse();
        assertThat(inFlight.tryAcquire("RID002", 500)).isTrue();
        assertThat(inFlight.hasRoom()).isFalse();
        assertThat(inFlight.isFullFor("RID003")).isTrue();
    }

    @Test
    void oneParticipantLeavesRoomForOthersAlsoWhenTheLogBecomesSlow() {
        InFlight inFlight = inFlight(100, 20, 1_000);
        int taken = 0;
        while (inFlight.tryAcquire("RID001", 1)) {
            taken++;
        }
        assertThat(taken).isEqualTo(50);

        for (int i = 0; i < 100; i++) {
            inFlight.acknowledged(TOO_LATE);
        }

        assertThat(inFlight.limit()).isEqualTo(20);
        assertThat(inFlight.isFullFor("RID001")).isTrue();
        assertThat(inFlight.tryAcquire("RID002", 1)).isTrue();
    }

    @Test
    void lateAcknowledgmentsLowerHowManyAreTakenButNotBelowTheLeast() {
        InFlight inFlight = inFlight(100, 20, 1_000);

        inFlight.acknowledged(TOO_LATE);
        assertThat(inFlight.limit()).isEqualTo(90);
        for (int i = 0; i < 100; i++) {
            inFlight.acknowledged(TOO_LATE);
        }

        assertThat(inFlight.limit()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            assertThat(inFlight.tryAcquire("RID" + i, 1)).isTrue();
        }
        assertThat(inFlight.tryAcquire("RID100", 1)).isFalse();
        assertThat(inFlight.isFullFor("RID100")).isTrue();
        assertThat(inFlight.hasRoom()).as("a load is no fault").isTrue();
    }

    @Test
    void acknowledgmentsInTimeRaiseItAgainWhileItIsNeeded() {
        InFlight inFlight = inFlight(100, 20, 1_000);
        for (int i = 0; i < 100; i++) {
            inFlight.acknowledged(TOO_LATE);
        }

        inFlight.acknowledged(IN_TIME);
        assertThat(inFlight.limit()).as("with nothing on its way").isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            inFlight.tryAcquire("RID" + i, 1);
        }
        inFlight.acknowledged(IN_TIME);

        assertThat(inFlight.limit()).isEqualTo(21);
    }

    @Test
    void anOutageIsNoLoad() {
        InFlight inFlight = inFlight(100, 20, 1_000);

        inFlight.acknowledged(OUTAGE);

        assertThat(inFlight.limit()).isEqualTo(100);
    }

    private static InFlight inFlight(int most, int least, long bytes) {
        return new InFlight(new PublishProperties(
                OUTAGE,
                Duration.ofSeconds(30),
                most,
                least,
                LATE,
                DataSize.ofBytes(bytes),
                Duration.ofMillis(1),
                "lz4"));
    }
}
