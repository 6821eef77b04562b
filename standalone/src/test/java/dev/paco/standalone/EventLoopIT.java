package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The event loops carry every request: whoever blocks one holds up all. */
@PipelineTest
class EventLoopIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final List<String> PAGES = List.of(
            "/",
            "/overview/conversations.csv",
            "/conversations?text=walking",
            "/export",
            "/export/dictionary.csv",
            "/export/messages.csv",
            "/participants",
            "/participants/add",
            "/participants/RID005/erase",
            "/pipeline",
            "/dead-letters",
            "/replay",
            "/audit",
            "/audit/entries.csv",
            "/users",
            "/account");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Client client;
    private final ConsoleAddress console;

    EventLoopIT(Client client, ConsoleAddress console) {
        this.client = client;
        this.console = console;
    }

    @Test
    void aPlantedBlockIsCaught() {
        Mono.fromRunnable(EventLoopIT::plantedBlock)
                .subscribeOn(Schedulers.parallel())
                .block(TIMEOUT);

        assertThat(BlockedEventLoops.seen()).anyMatch(EventLoopIT::isPlanted);
        BlockedEventLoops.seen().removeIf(EventLoopIT::isPlanted);
    }

    @Test
    void noKindOfRequestBlocksOne() {
        String token = client.logIn("RID005");
        client.post("/api/v1/auth/validate-research-id", "{\"research_id\": \"RID005\"}");
        client.post("/api/v1/auth/acknowledge-disclaimer", "{\"research_id\": \"RID005\", \"acknowledged\": true}");
        client.get("/api/v1/auth/me", "Authorization", "Bearer " + token);
        client.get("/api/v1/auth/me", "Authorization", "Bearer forged");
        client.post("/api/v1/auth/login", "{\"research_id\": 1}");
        client.get("/v3/api-docs");
        client.get("/readyz");
        client.get("/nothing");
        List<CompletableFuture<Answer>> saves = IntStream.range(0, 200)
                .mapToObj(number -> client.saveAsync(
                        token,
                        BodyPublishers.ofString(Message.of("RID005", "event-loop", number % 150, "x")),
                        "Prefer",
                        number % 2 == 0 ? "respond-async" : "wait=5"))
                .toList();
        String location = saves.get(0).join().header("location");
        client.get(location, "Authorization", "Bearer " + token);
        client.saveBytes(token, new byte[] {(byte) 0xff});

        assertThat(saves.stream().map(save -> save.join().status())).containsOnly(200, 202);
        assertThat(BlockedEventLoops.seen()).isEmpty();
    }

    @Test
    void noPageOfTheConsoleBlocksOne() throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(TIMEOUT)
                .build();
        Matcher csrf = CSRF.matcher(page(browser, "/login").body());
        assertThat(csrf.find()).isTrue();
        await().atMost(TIMEOUT)
                .until(() -> logIn(browser, csrf.group(1))
                        .headers()
                        .firstValue("location")
                        .orElse("")
                        .equals("/"));

        for (String path : PAGES) {
            assertThat(page(browser, path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(page(browser, "/nothing").statusCode()).isEqualTo(404);
        assertThat(BlockedEventLoops.seen()).isEmpty();
    }

    private HttpResponse<String> page(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(console.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(HttpClient browser, String csrf) throws IOException, InterruptedException {
        String form = "username=admin&password=" + PipelineExtension.ADMIN_PASSWORD + "&_csrf="
                + URLEncoder.encode(csrf, UTF_8);
        return browser.send(
                HttpRequest.newBuilder(URI.create(console.url() + "/login"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static boolean isPlanted(String blocked) {
        return blocked.contains("plantedBlock");
    }

    private static void plantedBlock() {
        try {
            assertThat(new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
