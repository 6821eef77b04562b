package dev.paco.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WriterReadingTests {

    private static final String BEFORE = """
            # HELP paco_consumer_outcomes_total Records by what became of them
            # TYPE paco_consumer_outcomes_total counter
            paco_consumer_outcomes_total{outcome="saved"} 100.0
            paco_consumer_outcomes_total{outcome="duplicate"} 7.0
            paco_consumer_outcomes_total_of_others{outcome="saved"} 5.0
            paco_consumer_latency_seconds_bucket{le="0.01"} 0
            paco_consumer_latency_seconds_bucket{le="0.1"} 100
            paco_consumer_latency_seconds_bucket{le="+Inf"} 100
            paco_consumer_latency_seconds_count 100
            """;

    private static final String AFTER = """
            paco_consumer_outcomes_total{outcome="saved",note="a \\"quoted\\" one, {with} braces"} 1.1E2
            paco_consumer_outcomes_total{outcome="duplicate"} NaN_is_not_a_number
            paco_consumer_latency_seconds_bucket{le="0.01"} 50
            paco_consumer_latency_seconds_bucket{le="0.1"} 200 1700000000000
            paco_consumer_latency_seconds_bucket{le="+Inf"} 200
            """;

    @Test
    void whatWasCountedSinceIsTheDifference() {
        WriterReading since = WriterReading.of(AFTER).since(WriterReading.of(BEFORE));

        assertThat(since.outcomes()).isEqualTo(Map.of("saved", 10.0));
        assertThat(since.latency().total()).isEqualTo(100);
        assertThat(since.latency().quantile(0.5).orElseThrow()).isEqualTo(0.01);
        assertThat(since.latency().quantile(0.99).orElseThrow()).isEqualTo(0.0982, offset(1e-9));
    }

    @Test
    void aWriterThatHasStartedAnewHasCountedAllSince() {
        WriterReading since = WriterReading.of(BEFORE).since(WriterReading.of(AFTER));

        assertThat(since.outcomes()).containsEntry("saved", 100.0).containsEntry("duplicate", 7.0);
        assertThat(since.latency()).isEqualTo(WriterReading.of(BEFORE).latency());
    }

    @Test
    void writersAreSummedAndWhatNobodyMeasuredHasNoQuantile() {
        WriterReading both = WriterReading.of(BEFORE).plus(WriterReading.of(BEFORE));

        assertThat(both.outcomes()).containsEntry("saved", 200.0);
        assertThat(both.latency().total()).isEqualTo(200);
        assertThat(Histogram.EMPTY.quantile(0.99)).isEmpty();
    }
}
