package dev.paco.gateway.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts what is refused, by reason. */
@Component
public final class ProblemMetrics {

    private final Map<ProblemCode, Counter> refused = new EnumMap<>(ProblemCode.class);
    private final Map<String, Counter> refusedParts = new HashMap<>();

    ProblemMetrics(MeterRegistry registry) {
        for (ProblemCode code : ProblemCode.values()) {
            refused.put(
                    code,
                    Counter.builder("paco.gateway.refused")
                            .description("Requests that were refused, by the code of the problem")
                            .tag("code", code.code())
                            .register(registry));
            refusedParts.put(
                    code.code(),
                    Counter.builder("paco.gateway.batch.refused")
                            .description(
                                    "Messages that were refused of batches that were taken, by the code of the problem")
                            .tag("code", code.code())
                            .register(registry));
        }
    }

    /** One more; for refusals that do not leave through {@link ProblemResponses}. */
    public void refused(ProblemCode code) {
        Counter counter = refused.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    /** One more message of a batch. */
    void refusedPart(String code) {
        Objects.requireNonNull(refusedParts.get(code)).increment();
    }
}
