package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizeCountTests {

    private static final List<SizeCount> SIZES =
            List.of(new SizeCount(1, 50), new SizeCount(30, 4), new SizeCount(92, 3));

    @Test
    void theLongestConversationsHaveSoManyMessagesAtLeast() {
        assertThat(SizeCount.leastOfLongest(SIZES, 2)).isEqualTo(92);
        assertThat(SizeCount.leastOfLongest(SIZES, 3)).isEqualTo(92);
        assertThat(SizeCount.leastOfLongest(SIZES, 4)).isEqualTo(30);
        assertThat(SizeCount.leastOfLongest(SIZES, 57)).isEqualTo(1);
        assertThat(SizeCount.leastOfLongest(SIZES, 58)).isZero();
    }
}
