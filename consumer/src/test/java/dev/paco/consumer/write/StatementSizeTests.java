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

    @Test
    void aFewTooManyAreNotWorthAnotherStatement() {
        assertThat(size.part(1_000)).isEqualTo(1_000);
        assertThat(size.part(1_010)).isEqualTo(1_010);
        assertThat(size.part(1_499)).isEqualTo(1_499);
        assertThat(size.part(1)).isEqualTo(1);
    }

    @Test
    void manyAreDividedIntoEqualParts() {
        assertThat(size.part(1_500)).isEqualTo(750);
        assertThat(size.part(3_100)).isEqualTo(1_034);
        size.took(1_000, SLOW);
        assertThat(size.part(1_000)).isEqualTo(500);
    }

    @Test
    void oneAtATimeIsOneAtATime() {
        assertThat(new StatementSize(1).part(3)).isEqualTo(1);
    }
}
