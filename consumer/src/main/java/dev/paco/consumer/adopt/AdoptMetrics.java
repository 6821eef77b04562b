package dev.paco.consumer.adopt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what the passes over the legacy writer's rows come to. */
@Component
final class AdoptMetrics {

    private final Counter adopted;
    private final Counter twins;
    private final Counter unidentifiable;
    private final Counter failures;

    AdoptMetrics(MeterRegistry registry) {
        adopted = rows("adopted", registry);
        twins = rows("twin", registry);
        unidentifiable = rows("unidentifiable", registry);
        failures = Counter.builder("paco.consumer.adopt.failures")
                .description("Passes over the legacy writer's rows that the database broke off")
                .register(registry);
    }

    void passed(Adoption adoption) {
        adopted.increment((double) adoption.adopted());
        twins.increment((double) adoption.twins());
        unidentifiable.increment((double) adoption.unidentifiable());
    }

    void failed() {
        failures.increment();
    }

    private static Counter rows(String outcome, MeterRegistry registry) {
        return Counter.builder("paco.consumer.adopt.rows")
                .description("Rows of the legacy writer that were examined")
                .tag("outcome", outcome)
                .register(registry);
    }
}
