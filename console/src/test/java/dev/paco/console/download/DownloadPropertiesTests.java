package dev.paco.console.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DownloadPropertiesTests {

    @Test
    void hasItsDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new DownloadProperties(3, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({"at-once, 0", "stalled-after, 0s"})
    void refusesWhatCannotBe(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("paco.console.download." + name, value)))
                .rootCause()
                .hasMessageContaining("paco.console.download." + name);
    }

    private static DownloadProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("paco.console.download", DownloadProperties.class);
    }
}
