package dev.paco.console.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the pipeline is; what nobody answers is empty.
 *
 * @param at when
 * @param log how the log is
 * @param in messages that came to it in a second
 * @param out messages that writers have been past in a second
 * @param latency of the rows of the last seconds, by writers' histograms
 * @param rates records in a second by what became of them
 * @param counted the same since the writers' starts
 * @param instances how gateways and writers do
 * @param database the version of Postgres
 * @param open dead letters by reason
 */
record Figures(
        Instant at,
        Optional<LogReading> log,
        OptionalDouble in,
        OptionalDouble out,
        Histogram latency,
        Map<String, Double> rates,
        Map<String, Double> counted,
        List<InstanceReading> instances,
        Optional<String> database,
        Optional<Map<String, Integer>> open) {

    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    OptionalDouble median() {
        return latency.quantile(MEDIAN);
    }

    OptionalDouble p99() {
        return latency.quantile(P99);
    }

    /** For the charts. */
    Step step() {
        return new Step(
                at,
                in,
                out,
                log.map(reading -> OptionalDouble.of((double) reading.behind())).orElse(OptionalDouble.empty()),
                log.flatMap(LogReading::age).map(Figures::seconds).orElse(OptionalDouble.empty()),
                p99());
    }

    private static OptionalDouble seconds(Duration age) {
        return OptionalDouble.of(age.toMillis() / 1000.0);
    }

    /** Some seconds of the last hour. */
    record Step(
            Instant at,
            OptionalDouble in,
            OptionalDouble out,
            OptionalDouble behind,
            OptionalDouble age,
            OptionalDouble p99) {}
}
