package dev.paco.gateway.confirm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Meters of waiting. */
@Component
final class ConfirmationMetrics {

    private final MeterRegistry registry;
    private final Counter opened;
    private final Counter confirmed;
    private final Counter late;

    ConfirmationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.opened = Counter.builder("paco.gateway.confirmation.circuit.opened")
                .description("How often waiting was given up because nothing was confirmed")
                .register(registry);
        this.confirmed = results("confirmed", registry);
        this.late = results("late", registry);
    }

    void watch(Map<?, ?> waiting, BooleanSupplier open) {
        Gauge.builder("paco.gateway.confirmation.waiting", waiting, Map::size)
                .description("Messages whose outcome is waited for")
                .register(registry);
        Gauge.builder("paco.gateway.confirmation.circuit.open", () -> open.getAsBoolean() ? 1 : 0)
                .description("1 while nobody waits, since confirmations do not come")
                .register(registry);
    }

    private static Counter results(String result, MeterRegistry registry) {
        return Counter.builder("paco.gateway.confirmations")
                .description(
                        "Messages that are on the log and whose outcome was waited for, by whether the writer told it"
                                + " in time")
                .tag("result", result)
                .register(registry);
    }

    void confirmed() {
        confirmed.increment();
    }

    void late() {
        late.increment();
    }

    void opened() {
        opened.increment();
    }
}
