package dev.paco.gateway.auth;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Meters of tokens. */
@Component
final class AuthMetrics {

    private static final double NANOS = 1e9;

    private final MeterRegistry registry;

    AuthMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    <K> void watchAgeOfKeys(K keys, Function<K, Duration> age) {
        Gauge.builder("paco.gateway.auth.keys.age", keys, k -> age.apply(k).toNanos() / NANOS)
                .description(
                        "Time since the folder of keys could be read; a key that was withdrawn since then still counts")
                .baseUnit("seconds")
                .register(registry);
    }
}
