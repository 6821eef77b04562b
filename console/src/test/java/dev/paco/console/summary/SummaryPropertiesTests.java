package dev.paco.console.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SummaryPropertiesTests {

    @Test
    void hasItsDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new SummaryProperties(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), 2, 0.1, 500, 100_000, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({"interval, 0s", "checked-blocks, -1", "share, 0", "share, 1.1", "text-batch, 0"})
    void refusesWhatCannotBe(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("paco.console.summary." + name, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("paco.console.summary." + name);
    }

    private static SummaryProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("paco.console.summary", SummaryProperties.class);
    }
}
