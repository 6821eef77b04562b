package dev.paco.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Prometheus. Without promtool what needs it is skipped, unless {@code PACO_REQUIRE_PROMTOOL} says that it has to be there. */
class AlertTests {

    private static final String RULES = ProjectFiles.text("deploy/prometheus/alerts.yml");
    private static final String TESTS = ProjectFiles.text("deploy/prometheus/alerts.test.yml");

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "test rules alerts.test.yml"})
    void promtoolIsContent(String command) throws InterruptedException {
        try {
            Process promtool = new ProcessBuilder(List.of(("promtool " + command).split(" ")))
                    .directory(ProjectFiles.path("deploy/prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
            assertThat(promtool.waitFor()).as(output).isZero();
            assertThat(output).contains("SUCCESS");
        } catch (IOException noPromtool) {
            if (System.getenv("PACO_REQUIRE_PROMTOOL") != null) {
                throw new UncheckedIOException(noPromtool);
            }
            assumeThat(false)
                    .as("SKIPPED: there is no promtool on this machine")
                    .isTrue();
        }
    }

    /** A test of promtool without expected alerts expects that there is none. */
    @Test
    void eachAlertIsSeenToFireAndSeenNotTo() {
        Set<String> alerts = found(RULES, "- alert: (\\w+)");

        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(found(TESTS, "alertname: (\\w+)\\n +exp_alerts:\\n +- exp_labels"))
                .isEqualTo(alerts);
        assertThat(found(TESTS, "\\{eval_time: \\w+, alertname: (\\w+)}")).isEqualTo(alerts);
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }
}
