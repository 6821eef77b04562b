package dev.paco.consumer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdoptPropertiesTests {

    @Test
    void theDefaultsGiveAKeyWithinAMinute() {
        assertThat(bound(Map.of())).isEqualTo(new AdoptProperties(Duration.ofSeconds(20), 1000));
    }

    @Test
    void everyPropertyCanBeSet() {
        assertThat(bound(Map.of("paco.consumer.adopt.interval", "5s", "paco.consumer.adopt.batch-size", "50")))
                .isEqualTo(new AdoptProperties(Duration.ofSeconds(5), 50));
    }

    @Test
    void valuesThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> new AdoptProperties(Duration.ZERO, 1000)).hasMessageContaining("adopt.interval");
        assertThatThrownBy(() -> new AdoptProperties(Duration.ofSeconds(1), 0)).hasMessageContaining("batch-size is 0");
    }

    private static AdoptProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("paco.consumer.adopt", AdoptProperties.class);
    }
}
