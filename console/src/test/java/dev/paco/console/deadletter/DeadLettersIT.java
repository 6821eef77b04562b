package dev.paco.console.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.StartedJob;
import dev.paco.console.TestLog;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@ConsoleTest
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LETTER = Pattern.compile("href=\"/dead-letters/(\\d+-\\d+)\"");

    private final RunningConsole console;
    private final Visitor admin;

    DeadLettersIT(RunningConsole console) {
        this.console = console;
        this.admin = console.operator();
    }

    @Test
    void aLetterIsFoundLookedIntoAndRedrivenOnceItCanBeWritten() {
        try (TestLog log = new TestLog(console)) {
            log.message("RID404", "conv_redrive", "Secret words");
            log.message("RID404", "conv_redrive", "More of them");
        }
        List<String> letters = awaitLetters("?conversation=conv_redrive", 2);
        assertThat(admin.get("/dead-letters?conversation=conv_redrive").body())
                .contains("unknown_participant", "2 letters")
                .doesNotContain("Secret words");
        assertThat(letters("?conversation=conv_redrive&since=2020-01-01&participant=RID404"))
                .hasSize(2);
        assertThat(letters("?conversation=conv_redrive&until=2020-01-01")).isEmpty();

        String shown = admin.get("/dead-letters/" + letters.get(1)).body();
        assertThat(shown).contains("Secret words", "paco-dlt-reason", "Indented", "As it stands");
        assertThat(console.query("SELECT username FROM paco_console_audit WHERE act = 'view_letter' AND subject = '"
                        + letters.get(1) + "'"))
                .containsExactly("admin");

        console.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID404', true)");
        Map<String, String> all = Map.of("conversation", "conv_redrive", "all", "on");
        assertThat(admin.post("/dead-letters/redrive", all).body())
                .contains("Redrive 2 letters?", "conversation conv_redrive", "name=\"confirmed\" value=\"2\"");
        assertThat(act(
                        "redrive",
                        Map.of("conversation", "conv_redrive", "state", "all", "all", "on", "confirmed", "2")))
                .contains("redriven", "Done.");
        assertThat(console.query("SELECT content FROM paco_conversations WHERE conversation_id = 'conv_redrive'"))
                .contains("Secret words", "More of them");
        assertThat(letters("?conversation=conv_redrive")).isEmpty();
        assertThat(letters("?conversation=conv_redrive&state=redriven")).hasSize(2);
        assertThat(console.query(
                        "SELECT DISTINCT acted_by FROM paco_dead_letter_acts WHERE letter = '" + letters.get(0) + "'"))
                .containsExactly("admin");
        console.execute("DELETE FROM paco_conversations WHERE conversation_id = 'conv_redrive'");
        console.execute("DELETE FROM paco_research_ids WHERE research_id = 'RID404'");
    }

    @Test
    void aRedriveOfWhatIsRefusedAgainDoesNotLookLikeSuccess() {
        try (TestLog log = new TestLog(console)) {
            log.bytes("conv_again", "no JSON".getBytes(UTF_8));
        }
        String letter = awaitLetters("?conversation=conv_again", 1).get(0);

        assertThat(act("redrive", Map.of("letter", letter)))
                .contains("done, with 1 refused again", "tag bad", "It came to its end, but with 1 refused again.")
                .doesNotContain("Done.", "notice good");
        assertThat(act("discard", Map.of("letter", letter, "because", "A test")))
                .contains("Done.", "tag good");
    }

    @Test
    void bytesThatAreNoTextAreDumpedDownloadedAndDiscardedForAReason() {
        byte[] poison = {(byte) 0xff, 0, 'P', 'a', 'C', 'o'};
        try (TestLog log = new TestLog(console)) {
            log.bytes("conv_bytes", poison);
        }
        String letter = awaitLetters("?conversation=conv_bytes", 1).get(0);
        assertThat(admin.get("/dead-letters/" + letter).body()).contains("ff 00 50 61 43 6f", "|..PaCo|");
        HttpResponse<String> value = admin.get("/dead-letters/" + letter + "/value");
        assertThat(value.headers().firstValue("content-disposition").orElse("")).contains("attachment");
        assertThat(value.body()).isEqualTo(new String(poison, UTF_8));

        HttpResponse<String> blank = admin.post("/dead-letters/discard", Map.of("letter", letter, "because", " "));
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.body()).contains("it is blank; say why", "value=\"" + letter + "\"");
        assertThat(admin.post("/dead-letters/redrive", Map.of()).body()).contains("Choose letters");
        assertThat(admin.post("/dead-letters/redrive", Map.of("letter", "11-999999"))
                        .body())
                .contains("There are no such letters: [11-999999]");
        assertThat(admin.get("/dead-letters/11-999999").statusCode()).isEqualTo(404);
        assertThat(admin.get("/dead-letters?since=yesterday").statusCode()).isEqualTo(422);

        assertThat(act("discard", Map.of("letter", letter, "because", "Noise of a test")))
                .contains("discarded", "Done.");
        assertThat(letters("?conversation=conv_bytes")).isEmpty();
        assertThat(admin.get("/dead-letters/" + letter).body()).contains("discarded by admin", "Noise of a test");
    }

    @Test
    void manyAreActedOnOnlyOnceTheirNumberIsConfirmed() {
        try (TestLog log = new TestLog(console)) {
            log.bytes("conv_many", new byte[] {1});
            log.bytes("conv_many", new byte[] {2});
        }
        awaitLetters("?conversation=conv_many", 2);
        Map<String, String> form = new HashMap<>(Map.of("conversation", "conv_many", "all", "on", "because", "A test"));

        assertThat(admin.get("/dead-letters?conversation=conv_many").body())
                .contains("All 2 open letters that match the filters")
                // Enter in the reason presses the first button.
                .containsSubsequence("action=\"/dead-letters/discard\"", "name=\"because\"", ">Discard<", ">Redrive<");
        for (String confirmed : List.of("", "1", "3")) {
            form.put("confirmed", confirmed);
            assertThat(admin.post("/dead-letters/discard", form).body()).contains("Discard 2 letters?", "A test");
        }
        assertThat(letters("?conversation=conv_many")).hasSize(2);
        form.put("confirmed", "2");
        assertThat(act("discard", form)).contains("discarded", "Done.");

        form.put("state", "discarded");
        assertThat(admin.post("/dead-letters/redrive", form).body())
                .contains("only open letters are acted on all at once, and these are discarded")
                .doesNotContain("name=\"all\"");
        form.put("state", "open");
        assertThat(admin.post("/dead-letters/redrive", form).body()).contains("No open letter matches.");
    }

    private String act(String act, Map<String, String> form) {
        return StartedJob.result(console, admin, "/dead-letters/" + act, form);
    }

    private List<String> awaitLetters(String query, int count) {
        await().atMost(PATIENCE).until(() -> letters(query).size() == count);
        return letters(query);
    }

    private List<String> letters(String query) {
        return LETTER.matcher(admin.get("/dead-letters" + query).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
