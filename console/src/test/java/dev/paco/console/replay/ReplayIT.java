package dev.paco.console.replay;

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
import java.util.Map;
import org.junit.jupiter.api.Test;

@ConsoleTest
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningConsole console;
    private final Visitor admin;

    ReplayIT(RunningConsole console) {
        this.console = console;
        this.admin = console.operator();
    }

    @Test
    void aLostRowIsFoundByADryRunAndRestoredByAReplay() {
        try (TestLog log = new TestLog(console)) {
            log.message("RID001", "conv_replay_kept", "An empty table is not replayed into beside a writer");
            log.message("RID001", "conv_replay", "Hello");
        }
        String rows = "SELECT count(*) FROM paco_conversations WHERE conversation_id = 'conv_replay'";
        String kept = rows.replace("conv_replay", "conv_replay_kept");
        await().atMost(PATIENCE).until(() -> console.query(kept).get(0).equals("1"));
        await().atMost(PATIENCE).until(() -> console.query(rows).get(0).equals("1"));
        console.execute("DELETE FROM paco_conversations WHERE conversation_id = 'conv_replay'");

        assertThat(run(Map.of("dryRun", "on"))).contains("Dry run: nothing was changed", "saved", "dry run");
        assertThat(console.query(rows)).containsExactly("0");
        assertThat(run(Map.of())).contains("Done.", "saved");
        assertThat(console.query(rows)).containsExactly("1");

        assertThat(admin.get("/replay").body())
                .contains("dry run; participant RID001, from beginning, to end", "selected 1");
        assertThat(console.query("SELECT details ->> 'dry_run' FROM paco_console_audit WHERE act = 'start_replay'"
                        + " AND details ->> 'conversation' = 'conv_replay' ORDER BY id"))
                .containsExactly("true", "false");
    }

    /** The page of the result. */
    private String run(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(
                Map.of("from", "beginning", "to", "end", "conversation", "conv_replay", "participant", "RID001"));
        form.putAll(more);
        return StartedJob.result(console, admin, "/replay", form);
    }

    @Test
    void badInputIsNamedAndKept() {
        assertRefused(
                Map.of("from", "time", "fromValue", "yesterday", "to", "end"), "From: &#39;yesterday&#39; is no time");
        assertRefused(
                Map.of("from", "offset", "fromValue", "12", "to", "end"), "an offset is one of a partition; name it");
        assertRefused(
                Map.of("from", "beginning", "fromValue", "2025-01-08", "to", "end"),
                "From: &#39;2025-01-08&#39; was typed, but beginning is chosen");
        assertRefused(
                Map.of("from", "beginning", "to", "end", "toValue", "1042"),
                "To: &#39;1042&#39; was typed, but end is chosen");
        assertRefused(Map.of("from", "beginning", "to", "end", "partitions", "12"), "12 is none of 0 to 11");
        assertRefused(Map.of("from", "beginning", "to", "end", "partitions", "a"), "are no numbers of 0 to 11");
        assertRefused(Map.of("from", "elsewhere", "to", "end"), "From: choose one of");
    }

    private void assertRefused(Map<String, String> form, String sentence) {
        HttpResponse<String> answer = admin.post("/replay", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(sentence, form.getOrDefault("fromValue", ""), form.getOrDefault("toValue", ""));
    }
}
