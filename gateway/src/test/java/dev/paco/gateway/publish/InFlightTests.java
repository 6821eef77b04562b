package dev.paco.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTests {

    @Test
    void noMoreEventsThanAllowedAreTaken() {
        InFlight inFlight = new InFlight(2, 1_000);

        assertThat(inFlight.tryAcquire(1)).isTrue();
        assertThat(inFlight.tryAcquire(1)).isTrue();
        assertThat(inFlight.tryAcquire(1)).isFalse();
        assertThat(inFlight.hasRoom()).isFalse();
        inFlight.release(1);
        assertThat(inFlight.tryAcquire(1)).isTrue();
    }

    @Test
    void noMoreBytesThanAllowedAreTaken() {
        InFlight inFlight = new InFlight(100, 1_000);

        assertThat(inFlight.tryAcquire(600)).isTrue();
        assertThat(inFlight.tryAcquire(401)).isFalse();
        assertThat(inFlight.tryAcquire(400)).isTrue();
        assertThat(inFlight.hasRoom()).isFalse();
    }
}
