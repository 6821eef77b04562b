package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Chromium.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The browser library in a real browser, with its tabs killed and its network cut; what counts is the table. Without a browser these are skipped, unless {@code PACO_REQUIRE_BROWSER} says that there has to
 * be one.
 */
@PipelineTest
class BrowserLibraryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Client client;
    private final Stack stack;
    private final String page;
    private final String conversation = "browser_" + UUID.randomUUID();

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path folder;

    private static Chromium chromium;

    BrowserLibraryIT(Client client, Stack stack) {
        this.client = client;
        this.stack = stack;
        this.page = client.gateway() + "/demo/";
    }

    @BeforeAll
    static void startTheBrowser() throws IOException {
        chromium = Chromium.require(folder);
    }

    @AfterAll
    static void stopTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aTabThatIsKilledBeforeItCouldSendLosesNothing() {
        String name = conversation + "-killed";
        Tab tab = chromium.open(page);
        start(tab, "RID001");
        tab.offline(true);
        save(tab, name, 5);
        await().atMost(PATIENCE)
                .until(() -> tab.run("sync.status().then(now => now.queued)").asInt(0) == 5);
        tab.kill();

        Tab next = chromium.open(page);
        start(next, "RID001");

        awaitRows(name, 5);
        assertThat(next.run("sync.flush().then(() => sync.status()).then(now => now.queued)")
                        .asInt(-1))
                .isZero();
        next.kill();
    }

    @Test
    void whatIsSaidOfflineIsSentWhenTheNetworkIsBack() {
        String name = conversation + "-offline";
        Tab tab = chromium.open(page);
        start(tab, "RID002");
        save(tab, name, 1);
        awaitRows(name, 1);
        tab.offline(true);
        tab.run("(() => { for (let i = 1; i < 4; i++) sync.save(message('" + name + "', i)); })()");
        assertThat(tab.run("navigator.onLine").asBoolean(true)).isFalse();

        tab.offline(false);

        awaitRows(name, 4);
        tab.kill();
    }

    @Test
    void aGatewayThatIsRestartedIsWaitedFor() {
        String name = conversation + "-restart";
        String port;
        Tab tab;
        try (ConfigurableApplicationContext gateway = gateway("0")) {
            port = gateway.getEnvironment().getRequiredProperty("local.server.port");
            tab = chromium.open("http://localhost:" + port + "/swagger-ui/index.html");
            start(tab, "RID005");
            save(tab, name, 1);
            awaitRows(name, 1);
        }
        tab.run("(() => { for (let i = 1; i < 4; i++) sync.save(message('" + name + "', i)); })()");
        await().atMost(PATIENCE)
                .until(() -> tab.run("sync.status().then(now => now.queued)").asInt(0) == 3);

        try (ConfigurableApplicationContext again = gateway(port)) {
            assertThat(again.isRunning()).isTrue();
            awaitRows(name, 4);
        }
        tab.kill();
    }

    private ConfigurableApplicationContext gateway(String port) {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return application.run(
                "--DATABASE_URL=" + stack.databaseUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--server.port=" + port,
                "--management.server.port=0");
    }

    @Test
    void whatIsSavedWhileThePageIsLeftArrives() {
        String name = conversation + "-left";
        Tab tab = chromium.open(page);
        start(tab, "RID006");
        save(tab, name, 1);
        awaitRows(name, 1);

        tab.run("(() => { for (let i = 1; i < 4; i++) sync.save(message('" + name + "', i));"
                + " location.href = 'about:blank'; })()");

        awaitRows(name, 4);
        tab.kill();
    }

    @Test
    void tabsShareAnOutboxAndNothingIsThereTwice() {
        String name = conversation + "-tabs";
        Tab one = chromium.open(page);
        Tab two = chromium.open(page);
        start(one, "RID003");
        start(two, "RID003");

        one.run("(() => { for (let i = 0; i < 30; i++) sync.save(nameless('" + name + "-one', i)); })()");
        two.run("(() => { for (let i = 0; i < 30; i++) sync.save(nameless('" + name + "-two', i)); })()");

        awaitRows(name + "-one", 30);
        awaitRows(name + "-two", 30);
        one.kill();
        two.kill();
    }

    @Test
    void theLongestMessageArrivesAsItIs() {
        String name = conversation + "-long";
        Tab tab = chromium.open(page);
        start(tab, "RID004");

        tab.run("void sync.save({...message('" + name + "', 0), content: '\uD83D\uDE00'.repeat(10000)})");

        awaitRows(name, 1);
        assertThat(client.query(
                        "SELECT length(content) FROM paco_conversations WHERE conversation_id = '" + name + "'"))
                .containsExactly("10000");
        tab.kill();
    }

    @Test
    void theDemoPlaysAConversationIntoTheTable() throws IOException {
        Tab tab = chromium.open(page);
        tab.look(1100, 900, false);
        tab.run("document.querySelector('#play').click()");

        await().atMost(PATIENCE)
                .until(() -> tab.run("[...document.querySelectorAll('.state[data-state=saved]')].length - 1")
                                .asInt(0)
                        == 8);
        assertThat(tab
                        .run("[...document.querySelectorAll('#messages .state')].map(state => state.textContent)")
                        .values()
                        .stream()
                        .map(state -> state.asString()))
                .hasSize(8)
                .allMatch(state -> state.matches("saved as row \\d+"));
        assertThat(client.query("SELECT count(*) FROM paco_conversations WHERE conversation_id LIKE 'demo\\_%'"))
                .containsExactly("7");
        assertThat(client.query("SELECT count(*) FROM paco_message_revisions r JOIN paco_conversations c"
                        + " ON c.id = r.message_id WHERE conversation_id LIKE 'demo\\_%'"))
                .containsExactly("1");
        screenshots(tab);
        tab.kill();
    }

    /** To be looked at by whoever changes the page. */
    private static void screenshots(Tab tab) throws IOException {
        Path shots = Files.createDirectories(Path.of("target", "demo"));
        tab.screenshot(shots.resolve("desktop-light.png"));
        tab.look(1100, 900, true);
        tab.screenshot(shots.resolve("desktop-dark.png"));
        tab.look(390, 800, true);
        tab.screenshot(shots.resolve("phone-dark.png"));
        tab.look(390, 800, false);
        tab.screenshot(shots.resolve("phone-light.png"));
    }

    private static void start(Tab tab, String researchId) {
        tab.run(
                "import('/client/paco-sync.js').then(({createSync}) => {"
                        + " globalThis.sync = createSync({researchId: '" + researchId + "', name: 'test-" + researchId
                        + "', backoff: {base: 50, most: 500}});"
                        + " globalThis.message = (name, i) => ({role: 'user', content: 'turn ' + i, provider: 'elevenlabs',"
                        + " timestamp: '2026-01-01T12:00:00Z', elevenlabs_conversation_id: name, elevenlabs_message_id: String(i)});"
                        + " globalThis.nameless = (name, i) => ({role: 'user', content: 'turn ' + i, conversation_id: name}); })");
    }

    private static void save(Tab tab, String name, int count) {
        tab.run("(() => { for (let i = 0; i < " + count + "; i++) sync.save(message('" + name + "', i)); })()");
    }

    private void awaitRows(String name, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(contents(name)).hasSize(count));
        assertThat(contents(name))
                .satisfies(contents -> assertThat(contents.get(0)).isNotEmpty())
                .doesNotHaveDuplicates();
        if (count > 1) {
            assertThat(contents(name))
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(i -> "turn " + i).toList());
        }
    }

    private List<String> contents(String name) {
        return client.query(
                "SELECT content FROM paco_conversations WHERE conversation_id = '" + name + "' ORDER BY id");
    }
}
