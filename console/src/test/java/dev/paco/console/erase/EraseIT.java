package dev.paco.console.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.StartedJob;
import dev.paco.console.TestLog;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ConsoleTest
class EraseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PAGE = "/participants/RID009/erase";

    private final RunningConsole console;
    private final Visitor admin;

    EraseIT(RunningConsole console) {
        this.console = console;
        this.admin = console.operator();
    }

    @Test
    void aParticipantIsCountedAndErasedOnceTheirIdWasTyped() {
        try (TestLog log = new TestLog(console)) {
            log.message("RID009", "conv_erase", "Forget me");
        }
        String rows = "SELECT count(*) FROM paco_conversations WHERE conversation_id = 'conv_erase'";
        await().atMost(PATIENCE).until(() -> console.query(rows).get(0).equals("1"));

        run(PAGE + "/count", Map.of());
        assertThat(admin.get(PAGE).body()).contains("rows of paco_conversations", "records on the log", "Counted ");
        HttpResponse<String> wrong = admin.post(PAGE, Map.of("researchId", "RID008"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("&#39;RID008&#39; is not RID009; nothing was erased");
        assertThat(console.query(rows)).containsExactly("1");

        assertThat(run(PAGE, Map.of("researchId", "RID009"))).contains("Done.", "rows of paco_conversations");

        assertThat(console.query(rows)).containsExactly("0");
        assertThat(console.query("SELECT started_by FROM paco_erasures WHERE research_id = 'RID009'"))
                .containsExactly("admin");
        assertThat(console.query("SELECT details ->> 'dry_run' FROM paco_console_audit"
                        + " WHERE act = 'erase_participant' AND subject = 'RID009' ORDER BY id"))
                .containsExactly("true", "false");
    }

    private String run(String path, Map<String, String> form) {
        return StartedJob.result(console, admin, path, form);
    }

    @Test
    void anIdThatNobodyHasIsRefused() {
        assertThat(run("/participants/RID-NOBODY/erase/count", Map.of()))
                .contains("There is no participant RID-NOBODY");
    }
}
