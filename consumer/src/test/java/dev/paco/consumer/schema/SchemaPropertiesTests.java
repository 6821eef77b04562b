package dev.paco.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchemaPropertiesTests {

    @Test
    void theDefaultsHoldUpAnInsertForHalfASecond() {
        assertThat(bound(Map.of()))
                .isEqualTo(new SchemaProperties(true, Duration.ofMillis(500), Duration.ofMinutes(10)));
    }

    @Test
    void everyPropertyCanBeSet() {
        assertThat(bound(Map.of("paco.consumer.schema.lock-timeout", "200ms", "paco.consumer.schema.patience", "1m")))
                .isEqualTo(new SchemaProperties(true, Duration.ofMillis(200), Duration.ofMinutes(1)));
    }

    @Test
    void aLockTimeoutThatPostgresTakesForNoneOrThatHoldsInsertsUpForASecondIsRefused() {
        assertThatThrownBy(() -> new SchemaProperties(true, Duration.ofNanos(1), Duration.ofMinutes(1)))
                .hasMessageContaining("lock-timeout");
        assertThatThrownBy(() -> new SchemaProperties(true, Duration.ofSeconds(1), Duration.ofMinutes(1)))
                .hasMessageContaining("lock-timeout");
    }

    @Test
    void patienceThatIsShorterThanOneAttemptIsRefused() {
        assertThatThrownBy(() -> new SchemaProperties(true, Duration.ofMillis(500), Duration.ofMillis(499)))
                .hasMessageContaining("patience");
    }

    private static SchemaProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("paco.consumer.schema", SchemaProperties.class);
    }
}
