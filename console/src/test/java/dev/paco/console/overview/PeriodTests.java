package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);

    @Test
    void periodsBeginWhereDateTruncHasThemBegin() {
        assertThat(Period.DAY.startOf(WEDNESDAY)).isEqualTo(WEDNESDAY);
        assertThat(Period.WEEK.startOf(WEDNESDAY)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(Period.MONTH.startOf(WEDNESDAY)).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(Period.YEAR.startOf(WEDNESDAY)).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(Period.CENTURY.startOf(LocalDate.of(2000, 12, 31))).isEqualTo(LocalDate.of(1901, 1, 1));
        assertThat(Period.CENTURY.startOf(LocalDate.of(2001, 1, 1))).isEqualTo(LocalDate.of(2001, 1, 1));
        assertThat(Period.MONTH.after(LocalDate.of(2026, 12, 1))).isEqualTo(LocalDate.of(2027, 1, 1));
    }
}
