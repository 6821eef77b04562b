package dev.paco.gateway.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfirmationCircuitTests {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 5 * SECOND;

    private final ConfirmationCircuit circuit =
            new ConfirmationCircuit(Duration.ofSeconds(2), Duration.ofMillis(100), () -> now);

    @Test
    void itOpensWhenNothingOutstandingWasConfirmedForTheWaitTime() {
        circuit.waiting();
        now += 2 * SECOND;

        assertThat(circuit.gaveUp()).isTrue();
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void itStaysClosedWhileOthersAreConfirmed() {
        circuit.waiting();
        circuit.waiting();
        now += SECOND;
        circuit.confirmed();
        now += SECOND;

        assertThat(circuit.gaveUp()).isFalse();
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void aClientThatGoesAwayEarlyDoesNotOpenIt() {
        circuit.waiting();
        now += SECOND;

        assertThat(circuit.gaveUp()).isFalse();
    }

    @Test
    void timeWithoutAnybodyWaitingDoesNotCount() {
        now += 100 * SECOND;
        circuit.waiting();
        now += SECOND;

        assertThat(circuit.gaveUp()).isFalse();
    }

    @Test
    void onlyOneSaveInAWhileAsksForAConfirmation() {
        open();

        assertThat(circuit.admitsProbe()).isTrue();
        assertThat(circuit.admitsProbe()).isFalse();
        now += Duration.ofMillis(100).toNanos();
        assertThat(circuit.admitsProbe()).isTrue();
    }

    @Test
    void aProbeThatIsConfirmedInTimeClosesIt() {
        open();
        long asked = now;
        now += SECOND;

        circuit.probeConfirmed(asked);

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void aProbeThatIsConfirmedTooLateToHaveBeenWaitedForDoesNot() {
        open();
        long asked = now;
        now += 3 * SECOND;

        circuit.probeConfirmed(asked);

        assertThat(circuit.isOpen()).isTrue();
    }

    private void open() {
        circuit.waiting();
        now += 2 * SECOND;
        assertThat(circuit.gaveUp()).isTrue();
    }
}
