package dev.paco.consumer.write;

import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Meters of writing. */
@Component
final class WriteMetrics {

    private static final Duration[] BUCKETS = Stream.of(
                    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter failures;
    private final Timer latency;
    private final Map<RecordKind, Map<Outcome, Counter>> outcomes = new EnumMap<>(RecordKind.class);
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);

    WriteMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder("paco.consumer.batch.size")
                .description("Records of a batch")
                .baseUnit("records")
                .register(registry);
        this.batchTime = Timer.builder("paco.consumer.batch.time")
                .description("Time from receiving a batch until its offsets may be committed")
                .register(registry);
        this.failures = Counter.builder("paco.consumer.batch.failures")
                .description("Batches that met an outage and are tried again")
                .register(registry);
        this.latency = Timer.builder("paco.consumer.latency")
                .description(
                        "Time from when a gateway received a message until its row is committed; redriven ones count"
                                + " with all the time that they waited")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("paco.consumer.dead.letters")
                            .description("Dead letters by reason, each counted when it is on its topic")
                            .tag("reason", reason.code())
                            .register(registry));
        }
        for (RecordKind kind : RecordKind.values()) {
            Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
            kind.outcomes().forEach(outcome -> counters.put(outcome, counter(kind, outcome, registry)));
            outcomes.put(kind, counters);
        }
    }

    private static Counter counter(RecordKind kind, Outcome outcome, MeterRegistry registry) {
        return Counter.builder("paco.consumer.outcomes")
                .description("Records by what they are and what became of them")
                .tag("record", kind.code())
                .tag("outcome", outcome.wireName())
                .register(registry);
    }

    void watch(StatementSize size) {
        Gauge.builder("paco.consumer.statement.size", size, StatementSize::rows)
                .description("Rows that a statement has at most now")
                .baseUnit("rows")
                .register(registry);
    }

    void watch(WriterState state) {
        Gauge.builder("paco.consumer.writing", state, s -> s.trouble() == null ? 1 : 0)
                .description(
                        "1 while the last batch could be written; 0 while one is tried again, and before the first")
                .register(registry);
        Gauge.builder("paco.consumer.without.participants", state, s -> s.isWithoutParticipants() ? 1 : 0)
                .description("1 while the writer waits since the database has no participant at all")
                .register(registry);
    }

    void batch(int records, Duration time) {
        batchSize.record(records);
        batchTime.record(time);
    }

    void failed() {
        failures.increment();
    }

    void outcome(RecordKind kind, Outcome outcome) {
        Objects.requireNonNull(Objects.requireNonNull(outcomes.get(kind)).get(outcome))
                .increment();
    }

    void deadLetter(DeadLetterReason reason) {
        Objects.requireNonNull(deadLetters.get(reason)).increment();
    }

    /** A row was committed {@code time} after its message was received. */
    void saved(Duration time) {
        latency.record(time);
    }
}
