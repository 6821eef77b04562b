package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AxisTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate BEGINNING = LocalDate.of(1, 6, 1);
    private static final LocalDate END = LocalDate.of(9999, 12, 31);

    @Test
    void aYearIsShownByDayTwoByWeekTenByMonth() {
        assertThat(before(366).period()).isEqualTo(Period.DAY);
        assertThat(before(731).period()).isEqualTo(Period.WEEK);
        assertThat(before(3653).period()).isEqualTo(Period.MONTH);
    }

    private static Axis before(int days) {
        return Axis.of(WEDNESDAY.minusDays(days - 1L), WEDNESDAY, List.of(WEDNESDAY));
    }

    @Test
    void periodsWithoutMessagesAreThere() {
        Axis axis = Axis.of(WEDNESDAY.minusDays(2), WEDNESDAY, List.of(WEDNESDAY.minusDays(1)));

        assertThat(axis.starts()).containsExactly(WEDNESDAY.minusDays(2), WEDNESDAY.minusDays(1), WEDNESDAY);
        assertThat(axis.note()).isEqualTo("Days of UTC.");
    }

    @Test
    void timesThatAreFarApartLeaveTheDaysWithMessages() {
        List<LocalDate> days = List.of(BEGINNING, WEDNESDAY.minusDays(1), WEDNESDAY, END);

        Axis axis = Axis.of(BEGINNING, END, days);

        assertThat(axis.period()).isEqualTo(Period.DAY);
        assertThat(axis.starts()).isEqualTo(days);
        assertThat(axis.note()).contains("left out");
    }

    @Test
    void thereAreNeverTooManyPeriods() {
        List<LocalDate> days =
                Stream.iterate(BEGINNING, day -> day.plusYears(1)).limit(9999).toList();

        assertThat(Axis.of(BEGINNING, END, days).starts())
                .hasSize(100)
                .startsWith(LocalDate.of(1, 1, 1), LocalDate.of(101, 1, 1))
                .endsWith(LocalDate.of(9901, 1, 1));
        assertThat(Axis.of(BEGINNING, END, days.subList(0, 300)).period()).isEqualTo(Period.DAY);
    }
}
