package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate SPOKEN = TODAY.minusDays(10);

    @Test
    void theAxisIsTheChosenTimeAlsoWhereNobodySpoke() {
        assertThat(starts(TODAY.minusDays(29), TODAY, SPOKEN))
                .hasSize(30)
                .startsWith(TODAY.minusDays(29))
                .endsWith(TODAY);
    }

    @Test
    void anOpenEndIsTodayUnlessMessagesAreLater() {
        assertThat(starts(SPOKEN, null, SPOKEN)).hasSize(11).endsWith(TODAY);
        assertThat(starts(SPOKEN, null, SPOKEN, TODAY.plusDays(2))).hasSize(13).endsWith(TODAY.plusDays(2));
    }

    @Test
    void anOpenBeginningIsTheFirstMessage() {
        assertThat(starts(null, TODAY, SPOKEN)).hasSize(11).startsWith(SPOKEN).endsWith(TODAY);
    }

    @Test
    void allTimeIsFromTheFirstMessageToTheLast() {
        assertThat(starts(null, null, SPOKEN, SPOKEN.plusDays(2)))
                .containsExactly(SPOKEN, SPOKEN.plusDays(1), SPOKEN.plusDays(2));
        assertThat(starts(null, null)).isEmpty();
    }

    private static List<LocalDate> starts(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate... spoken) {
        List<DayCount> days = Arrays.stream(spoken)
                .map(day -> new DayCount(day, "openai", "user", 1, 1))
                .toList();
        return new Overview(new Filter(from, to, null), days, List.of(), 1, TODAY)
                .axis()
                .starts();
    }
}
