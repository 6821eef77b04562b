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
import org.springframework.stereotype.Component;

/** Meters of writing. */
@Component
final class WriteMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter failures;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

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
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("paco.consumer.outcomes")
                            .description("Records by what became of them")
                            .tag("outcome", outcome.wireName())
                            .register(registry));
        }
    }

    void watch(StatementSize size) {
        Gauge.builder("paco.consumer.statement.size", size, StatementSize::rows)
                .description("Rows that a statement has at most now")
                .baseUnit("rows")
                .register(registry);
    }

    void batch(int records, Duration time) {
        batchSize.record(records);
        batchTime.record(time);
    }

    void failed() {
        failures.increment();
    }

    void outcome(Outcome outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    void deadLetter(DeadLetterReason reason) {
        Counter.builder("paco.consumer.dead.letters")
                .description("Dead letters by reason")
                .tag("reason", reason.code())
                .register(registry)
                .increment();
    }
}
