package dev.paco.console.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** With a console that lets one download run at a time, and breaks it off after five seconds. */
@ConsoleTest
class DownloadIT {

    private static final String LONG = "/audit/entries.csv?user=taken";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningConsole console;
    private static ConfigurableApplicationContext narrow;
    private static Visitor visitor;

    /** Entries that are more than the buffers between a server and a browser have room for. */
    @BeforeAll
    static void start(RunningConsole running) {
        console = running;
        narrow = running.another("--paco.console.download.at-once=1", "--paco.console.download.stalled-after=5s");
        visitor = RunningConsole.visitorOf(narrow).logIn("admin", RunningConsole.PASSWORD);
        running.execute("""
                INSERT INTO paco_console_audit (username, address, act, subject, details)
                SELECT 'taken', '10.0.0.1', 'search', 'taken-' || n, jsonb_build_object('much', repeat('many words ', 300))
                  FROM generate_series(1, 10000) n""");
    }

    @AfterAll
    static void stop() {
        narrow.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/entries.csv?user=refused-one",
                "/overview/conversations.csv?from=2001-01-02&to=2001-01-02&provider=refused-one",
                "/export/messages.csv?participant=refused-one"
            })
    void oneMoreThanRunAtOnceIsToldToComeLaterAndNothingIsNoted(String path) throws IOException {
        awaitPlace();
        try (InputStream file = visitor.open(LONG)) {
            assertThat(file.readNBytes(1000)).hasSize(1000);

            HttpResponse<String> refused = visitor.get(path);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("As many downloads are running as may at once");
            assertThat(
                            console.query(
                                    "SELECT act FROM paco_console_audit WHERE COALESCE(subject, '') || details LIKE '%refused-one%'"))
                    .isEmpty();
        }
        awaitPlace();
    }

    @Test
    void whatNobodyTakesIsBrokenOffAndMakesPlace() throws IOException {
        awaitPlace();
        try (InputStream file = visitor.open(LONG)) {
            assertThat(file.readNBytes(1000)).hasSize(1000);

            awaitPlace();
        }
    }

    @Test
    void figuresAreGivenWhileFilesAreTaken() throws IOException {
        awaitPlace();
        try (InputStream file = visitor.open(LONG)) {
            assertThat(file.readNBytes(1000)).hasSize(1000);

            assertThat(visitor.get("/overview/figures.csv").statusCode()).isEqualTo(200);
        }
    }

    private static void awaitPlace() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                visitor.get("/audit/entries.csv?user=nobody").statusCode())
                        .isEqualTo(200));
    }
}
