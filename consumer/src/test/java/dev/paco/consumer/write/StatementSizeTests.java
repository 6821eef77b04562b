package dev.paco.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatementSizeTests {

    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration FAST = Duration.ofMillis(20);

    private final StatementSize size = new StatementSize(1_000);

    @Test
    void aSlowDatabaseGetsSmallerStatementsDownToAFew() {
        size.took(1_000, SLOW);
        assertThat(size.rows()).isEqualTo(500);
        for (int i = 0; i < 20; i++) {
            size.took(size.rows(), SLOW);
        }
        assertThat(size.rows()).isEqualTo(10);
    }

    @Test
    void whatWasSlowWithFewRowsIsHalvedFromThere() {
        size.took(100, SLOW);
        assertThat(size.rows()).isEqualTo(50);
    }

    @Test
    void aDatabaseThatHasRecoveredGetsLargerOnesAgainUpToTheMost() {
        size.took(1_000, SLOW);
        size.took(500, FAST);
        assertThat(size.rows()).isEqualTo(1_000);
        size.took(1_000, FAST);
        assertThat(size.rows()).isEqualTo(1_000);
    }

    @Test
    void smallStatementsThatAreFastSayNothingOfLargeOnes() {
        size.took(1_000, SLOW);
        size.took(3, FAST);
        assertThat(size.rows()).isEqualTo(500);
    }

    @Test
    void aTimeBetweenChangesNothing() {
        size.took(1_000, Duration.ofMillis(600));
        assertThat(size.rows()).isEqualTo(1_000);
    }

    @Test
    void fewerThanAFewMayBeSet() {
        StatementSize one = new StatementSize(1);
        one.took(1, SLOW);
        assertThat(one.rows()).isEqualTo(1);
    }
}
