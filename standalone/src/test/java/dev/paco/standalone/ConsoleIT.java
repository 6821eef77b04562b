package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.topic.PacoTopic;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Chromium.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day with the console in a real browser, beside gateway and writer. Each page is looked at by axe-core, and kept as a picture in
 * {@code target/console}. Without a browser these are skipped, unless {@code PACO_REQUIRE_BROWSER} says that there has to be one.
 */
@PipelineTest
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path SHOTS = Path.of("target", "console");

    private final Client client;
    private final ConsoleAddress console;
    private final Stack stack;
    private final SoftAssertions softly = new SoftAssertions();
    private final String conversation = "console_" + UUID.randomUUID();

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path folder;

    private static Chromium chromium;

    ConsoleIT(Client client, ConsoleAddress console, Stack stack) {
        this.client = client;
        this.console = console;
        this.stack = stack;
    }

    @BeforeAll
    static void startTheBrowser() throws IOException {
        chromium = Chromium.require(folder);
        Files.createDirectories(SHOTS);
    }

    @AfterAll
    static void stopTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void anOperatorsDay() {
        talk();
        Tab tab = chromium.open(console.url() + "/");
        tab.look(1280, 900, false);
        logIn(tab);
        awaitSummary();

        tab.go(console.url() + "/?from=&to=");
        assertThat(tab.run("[...document.querySelectorAll('canvas[data-chart]')].every(canvas => canvas.width > 0)")
                        .asBoolean(false))
                .isTrue();
        check(tab, "overview");
        findAndRead(tab);
        export(tab);
        tab.go(console.url() + "/pipeline");
        check(tab, "pipeline");
        redrive(tab);
        replay(tab);
        deactivate(tab);
        for (String page : List.of("audit", "users", "account", "nothing-here")) {
            tab.go(console.url() + "/" + page);
            check(tab, page);
        }
        tab.kill();
        softly.assertAll();
    }

    private void talk() {
        String token = client.logIn("RID009");
        for (int turn = 0; turn < 6; turn++) {
            assertThat(client.save(token, """
                    {"research_id":"RID009","role":"%s","content":"Turn %d about walking","provider":"elevenlabs",
                     "timestamp":"2026-01-01T12:0%d:00Z","elevenlabs_conversation_id":"%s","elevenlabs_message_id":"%d"}""".formatted(
                                            turn % 2 == 0 ? "user" : "agent", turn, turn, conversation, turn))
                            .status())
                    .isEqualTo(200);
        }
    }

    private void logIn(Tab tab) {
        check(tab, "login");
        Keyboard keyboard = new Keyboard(tab);
        keyboard.reach("#username");
        tab.type("admin");
        tab.press(Chromium.Key.TAB);
        assertThat(keyboard.isAt("#password")).isTrue();
        tab.type(PipelineExtension.ADMIN_PASSWORD);
        tab.leave(() -> tab.press(Chromium.Key.ENTER));
        assertThat(tab.run("document.querySelector('.who').textContent").asString())
                .contains("admin");
    }

    private void awaitSummary() {
        await().atMost(PATIENCE)
                .until(() -> client.query("SELECT messages FROM paco_conversation_summaries WHERE conversation_id = '"
                                + conversation + "'")
                        .equals(List.of("6")));
    }

    private void findAndRead(Tab tab) {
        tab.go(console.url() + "/conversations?conversation=" + conversation);
        check(tab, "conversations");
        Keyboard keyboard = new Keyboard(tab);
        keyboard.walks("conversations");
        tab.go(console.url() + "/conversations?conversation=" + conversation);
        keyboard.skipsToTheContent();
        keyboard.reach("main a[href^=\"/conversations/\"]");
        tab.leave(() -> tab.press(Chromium.Key.ENTER));
        assertThat(tab.run("document.querySelectorAll('#turns > li[id]').length")
                        .asInt(0))
                .isEqualTo(6);
        check(tab, "transcript");
    }

    private void export(Tab tab) {
        tab.go(console.url() + "/export");
        check(tab, "export");
        assertThat(tab.run("fetch('/export/messages.csv?conversation=" + conversation
                                + "').then(answer => answer.text()).then(text => text.split('Turn ').length - 1)")
                        .asInt(0))
                .isEqualTo(6);
    }

    /** A letter of somebody who is added afterwards, so that it can be written then. */
    private void redrive(Tab tab) {
        String late = conversation + "_late";
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>(
                            PacoTopic.MESSAGES.name(), late.getBytes(UTF_8), """
                            {"message_key":"%s","received_at":"2026-01-01T12:00:01.000000Z","source":"frontend",
                             "research_id":"RID903","role":"user","content":"Too early","timestamp":"2026-01-01T12:00:00Z",
                             "provider":"openai","conversation_id":"%s"}""".formatted(UUID.randomUUID(), late)
                                    .getBytes(UTF_8))))
                    .succeedsWithin(PATIENCE);
        }
        await().atMost(PATIENCE).until(() -> {
            tab.go(console.url() + "/dead-letters?state=all&conversation=" + late);
            return tab.run("document.querySelectorAll('input[name=letter]').length > 0")
                    .asBoolean(false);
        });
        check(tab, "dead-letters");
        tab.leave("document.querySelector('td a[href^=\"/dead-letters/\"]').click()");
        check(tab, "letter");
        client.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID903', true)");
        tab.go(console.url() + "/dead-letters?state=open&conversation=" + late);
        Keyboard keyboard = new Keyboard(tab);
        keyboard.walks("dead-letters");
        tab.go(console.url() + "/dead-letters?state=open&conversation=" + late);
        keyboard.reach("input[name=all]");
        tab.press(Chromium.Key.SPACE);
        keyboard.reach("button[formaction$=\"/redrive\"]");
        tab.leave(() -> tab.press(Chromium.Key.SPACE));
        check(tab, "dead-letters-confirm");
        tab.leave("document.querySelector('main form').requestSubmit()");
        awaitSuccess(tab);
        assertThat(client.query("SELECT content FROM paco_conversations WHERE conversation_id = '" + late + "'"))
                .containsExactly("Too early");
    }

    private void replay(Tab tab) {
        tab.go(console.url() + "/replay");
        check(tab, "replay");
        tab.leave("document.querySelector('main form').requestSubmit()");
        awaitSuccess(tab);
        check(tab, "job");
    }

    private static void awaitSuccess(Tab tab) {
        String end = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> tab.run("document.querySelector('main .head .tag').textContent")
                                .asString(),
                        state -> !state.equals("running"));
        assertThat(end).isEqualTo("done");
    }

    private void deactivate(Tab tab) {
        client.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID902', true)");
        tab.go(console.url() + "/participants");
        check(tab, "participants");
        tab.go(console.url() + "/participants/add");
        check(tab, "add");
        tab.go(console.url() + "/participants/RID902/erase");
        check(tab, "erase");
        tab.go(console.url() + "/participants/RID902");
        check(tab, "participant");
        tab.leave("document.querySelector('form[action$=\"/deactivate\"]').requestSubmit()");
        assertThat(client.query("SELECT is_active FROM paco_research_ids WHERE research_id = 'RID902'"))
                .containsExactly("f");
        tab.leave("document.querySelector('form[action$=\"/activate\"]').requestSubmit()");
        assertThat(client.query("SELECT is_active FROM paco_research_ids WHERE research_id = 'RID902'"))
                .containsExactly("t");
    }

    /** Light and dark, on a desk and on a phone: nothing serious for axe-core, and nothing beside the screen. */
    private void check(Tab tab, String name) {
        for (boolean dark : new boolean[] {false, true}) {
            tab.look(1280, 900, dark);
            assertThat(AxeCore.seriousFaults(tab))
                    .as(name + (dark ? ", dark" : ""))
                    .isEmpty();
            tab.screenshot(SHOTS.resolve(name + (dark ? "-dark" : "") + ".png"));
        }
        tab.look(390, 800, false);
        softly.assertThat(tab.run("document.documentElement.scrollWidth <= 390").asBoolean(false))
                .as(name + " fits a phone")
                .isTrue();
        tab.screenshot(SHOTS.resolve(name + "-phone.png"));
        tab.look(1280, 900, false);
    }
}
