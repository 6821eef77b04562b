package dev.paco.console.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.Conversations;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a console may whose login has the role {@code paco_console}. */
@ConsoleTest
class RightsIT {

    private static final Path ROLES = Path.of("../deploy/postgres/roles.sql");
    private static final String LOGIN = "console_login";

    private static ConfigurableApplicationContext restricted;

    private final RunningConsole console;
    private final Visitor operator;

    RightsIT(RunningConsole console) {
        this.console = console;
        console.user("rights-operator", "operator");
        this.operator = RunningConsole.visitorOf(restricted).logIn("rights-operator", RunningConsole.PASSWORD);
    }

    @BeforeAll
    static void startWithARole(RunningConsole console) throws IOException {
        console.execute(Files.readString(ROLES));
        console.execute("CREATE ROLE " + LOGIN + " LOGIN PASSWORD 'rights' IN ROLE paco_console");
        restricted = console.another(
                "--DATABASE_URL=" + console.databaseUrl(LOGIN, "rights"), "--paco.console.summary.interval=100ms");
    }

    @AfterAll
    static void stop(RunningConsole console) {
        restricted.close();
        console.execute("DROP ROLE " + LOGIN);
    }

    @Test
    void everyPageIsShown() {
        for (String page : List.of(
                "/",
                "/overview/figures.csv",
                "/conversations?text=words&participant=RID001",
                "/export",
                "/export/messages.csv?participant=RID001",
                "/export/transcripts.jsonl?participant=RID001",
                "/participants",
                "/participants/RID001",
                "/participants/RID001/erase",
                "/pipeline",
                "/dead-letters",
                "/replay",
                "/audit",
                "/audit/entries.csv",
                "/users",
                "/account")) {
            assertThat(operator.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void aTranscriptIsShown() {
        Conversations conversations = new Conversations(console);
        conversations.say("RID001", "rights-1", "2031-03-01T10:00:00Z", "user", "elevenlabs", "May I?");
        conversations.sumUp("rights-");

        assertThat(operator.get(conversations.pathOf("rights-1")).body()).contains("May I?");
        conversations.remove("rights-");
    }

    @Test
    void participantsAreManaged() {
        assertThat(operator.post("/participants/add/one", Map.of("researchId", "RIGHTS-1", "notes", "new"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.post("/participants/RIGHTS-1/deactivate", Map.of()).statusCode())
                .isEqualTo(303);

        assertThat(console.query("SELECT is_active FROM paco_research_ids WHERE research_id = 'RIGHTS-1'"))
                .containsExactly("f");
    }

    @Test
    void whatWasSaidCanBeSummedUpAndNotBeChanged() {
        MeterRegistry meters = restricted.getBean(MeterRegistry.class);
        await().until(() -> meters.get("paco.console.summary.pass").timer().count() > 1);

        assertThat(meters.get("paco.console.summary.failures").counter().count())
                .isZero();
        assertThat(console.query("SELECT privilege_type FROM information_schema.table_privileges"
                        + " WHERE grantee = 'paco_console' AND table_name = 'paco_conversations'"))
                .containsExactly("SELECT");
    }
}
