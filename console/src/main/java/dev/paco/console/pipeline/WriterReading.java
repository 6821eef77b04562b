package dev.paco.console.pipeline;

import dev.paco.console.pipeline.PrometheusText.Sample;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a writer has counted since it started.
 *
 * @param outcomes records by what became of them
 * @param latency from when a gateway received a message until its row was committed, in seconds
 */
record WriterReading(Map<String, Double> outcomes, Histogram latency) {

    static final WriterReading NOTHING = new WriterReading(Map.of(), Histogram.EMPTY);

    private static final String OUTCOMES = "paco_consumer_outcomes_total";
    private static final String LATENCY = "paco_consumer_latency_seconds_bucket";

    /** From what it shows of its meters. */
    static WriterReading of(String meters) {
        Map<String, Double> outcomes = new TreeMap<>();
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        for (Sample sample : PrometheusText.samples(meters, Set.of(OUTCOMES, LATENCY))) {
            if (sample.name().equals(OUTCOMES)) {
                outcomes.merge(sample.labels().getOrDefault("outcome", ""), sample.value(), Double::sum);
            } else if (sample.labels().containsKey("le")) {
                buckets.merge(
                        PrometheusText.number(sample.labels().getOrDefault("le", "")), sample.value(), Double::sum);
            }
        }
        return new WriterReading(outcomes, new Histogram(buckets));
    }

    /** What was counted since {@code before}, of the same writer or of the one that was there. */
    WriterReading since(WriterReading before) {
        Map<String, Double> since = new TreeMap<>();
        outcomes.forEach((outcome, count) -> {
            double earlier = before.outcomes.getOrDefault(outcome, 0.0);
            since.put(outcome, count < earlier ? count : count - earlier);
        });
        return new WriterReading(since, latency.since(before.latency));
    }

    /** Both together. */
    WriterReading plus(WriterReading other) {
        Map<String, Double> sum = new TreeMap<>(outcomes);
        other.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Double::sum));
        return new WriterReading(sum, latency.plus(other.latency));
    }
}
