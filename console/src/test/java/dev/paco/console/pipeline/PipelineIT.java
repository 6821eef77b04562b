package dev.paco.console.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.TestLog;
import dev.paco.console.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@ConsoleTest
class PipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningConsole console;
    private final Visitor admin;

    PipelineIT(RunningConsole console) {
        this.console = console;
        this.admin = console.operator();
    }

    @Test
    void thePageShowsWhatGoesThrough() {
        try (TestLog log = new TestLog(console)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
                log.message("RID002", "conv_pipeline", "A message");
                assertThat(admin.get("/pipeline").body())
                        .containsPattern("data-live=\"in\">[0-9.]*[1-9]")
                        .containsPattern("data-live=\"out\">[0-9.]*[1-9]")
                        .containsPattern("data-live=\"p99\">\\d")
                        .containsPattern("data-live=\"writers\">1<")
                        .containsPattern(">saved</th><td class=\"number\">[0-9.]*[1-9]")
                        .containsPattern(">Kafka</th><td class=\"good\">up")
                        .containsPattern(">writer</th><td class=\"good\">up")
                        .containsPattern(">gateway</th><td class=\"warn\">no answer")
                        .containsPattern("id=\"hour-messages\"");
            });
        }
    }

    @Test
    @Timeout(60)
    void theStreamSendsAllThenWhatChangesAndEndsWithTheLogin() throws IOException {
        List<String> events = new ArrayList<>();
        try (BufferedReader stream = new BufferedReader(new InputStreamReader(admin.open("/pipeline/stream"), UTF_8))) {
            // Cut off, not ended: nobody takes it for whole.
            assertThatThrownBy(() -> readUntilLoggedOut(stream, events)).isInstanceOf(IOException.class);
        }

        assertThat(events.get(0)).contains("\"figures\"", "\"hour\":{\"", "\"partitions\"");
        assertThat(events.get(1)).contains("\"figures\"", "\"hour\":{}");
        assertThat(console.visitor().get("/pipeline/stream").statusCode()).isEqualTo(302);
    }

    private void readUntilLoggedOut(BufferedReader stream, List<String> events) throws IOException {
        String line = stream.readLine();
        while (line != null) {
            if (line.startsWith("data:")) {
                events.add(line);
                if (events.size() == 2) {
                    admin.post("/logout", Map.of());
                }
            }
            line = stream.readLine();
        }
    }
}
