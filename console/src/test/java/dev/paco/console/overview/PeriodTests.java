package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);

    @Test
    void aYearIsShownByDayTwoByWeekTenByMonth() {
        assertThat(Period.forDays(366)).isEqualTo(Period.DAY);
        assertThat(Period.forDays(731)).isEqualTo(Period.WEEK);
        assertThat(Period.forDays(3653)).isEqualTo(Period.MONTH);
    }

    @Test
    void periodsBeginWhereDateTruncHasThemBegin() {
        assertThat(Period.DAY.startOf(WEDNESDAY)).isEqualTo(WEDNESDAY);
        assertThat(Period.WEEK.startOf(WEDNESDAY)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(Period.MONTH.startOf(WEDNESDAY)).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(Period.MONTH.after(LocalDate.of(2026, 12, 1))).isEqualTo(LocalDate.of(2027, 1, 1));
    }
}
