package dev.paco.consumer.lag;

import dev.paco.consumer.log.PartitionLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Meters of the lag. Not a number while it is not known. Thread-safe. */
@Component
final class LagMetrics {

    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final Map<Integer, PartitionLag> known = new ConcurrentHashMap<>();
    private final Set<Integer> registered = ConcurrentHashMap.newKeySet();

    LagMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("paco.consumer.lag.known", known, map -> map.isEmpty() ? 0 : 1)
                .description("1 while the brokers tell how far the writers are behind")
                .register(registry);
    }

    /** What was found. */
    void found(List<PartitionLag> lags) {
        lags.forEach(lag -> {
            known.put(lag.partition(), lag);
            if (registered.add(lag.partition())) {
                register(lag.partition());
            }
        });
    }

    /** Nothing was found. */
    void unknown() {
        known.clear();
    }

    private void register(int partition) {
        gauge(
                "paco.consumer.lag.records",
                "Records of a partition that no writer has committed yet",
                "records",
                partition,
                PartitionLag::records);
        gauge(
                "paco.consumer.lag.seconds",
                "Age of the oldest record of a partition that no writer has committed yet; 0 without one",
                "seconds",
                partition,
                LagMetrics::seconds);
    }

    private static double seconds(PartitionLag lag) {
        return lag.age() == null ? Double.NaN : lag.age().toNanos() / NANOS;
    }

    private void gauge(
            String name, String description, String unit, int partition, ToDoubleFunction<PartitionLag> value) {
        Gauge.builder(name, known, map -> {
                    PartitionLag lag = map.get(partition);
                    return lag == null ? Double.NaN : value.applyAsDouble(lag);
                })
                .description(description)
                .baseUnit(unit)
                .tag("partition", Integer.toString(partition))
                .register(registry);
    }
}
