package dev.paco.gateway.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.Confirmation;
import dev.paco.common.event.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PendingConfirmationsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UUID EVENT = new UUID(1, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConfirmationPartition partition = new ConfirmationPartition();
    private final PendingConfirmations pending = new PendingConfirmations(
            new ConfirmationProperties(PATIENCE, PATIENCE, Duration.ofMillis(100), 10),
            partition,
            new ConfirmationMetrics(meters));

    @BeforeEach
    void read() {
        partition.reading(true);
    }

    @Test
    void whatTheWriterTellsInTimeIsConfirmed() {
        StepVerifier.create(pending.ticketFor(EVENT, PATIENCE).confirmed())
                .then(() -> pending.arrived(new Confirmation(EVENT, Outcome.SAVED, 1L, Instant.EPOCH)))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);

        assertCounted(1, 0);
    }

    @Test
    void whatItDoesNotTellInTimeIsLate() {
        StepVerifier.create(pending.ticketFor(EVENT, Duration.ofNanos(1)).confirmed())
                .then(pending::tellOverdue)
                .expectComplete()
                .verify(PATIENCE);

        assertCounted(0, 1);
    }

    @Test
    void whatTheLogDidNotTakeIsNeither() {
        pending.ticketFor(EVENT, PATIENCE).release().run();

        assertCounted(0, 0);
    }

    @Test
    void whoseClientHasGoneIsNeither() {
        StepVerifier.create(pending.ticketFor(EVENT, PATIENCE).confirmed())
                .thenCancel()
                .verify(PATIENCE);

        assertCounted(0, 0);
    }

    private void assertCounted(double confirmed, double late) {
        assertThat(count("confirmed")).isEqualTo(confirmed);
        assertThat(count("late")).isEqualTo(late);
        assertThat(meters.get("paco.gateway.confirmation.waiting").gauge().value())
                .isZero();
    }

    private double count(String result) {
        return meters.get("paco.gateway.confirmations")
                .tag("result", result)
                .counter()
                .count();
    }
}
