package dev.paco.console.participant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ConsoleTest
class ParticipantsIT {

    private static final String CREATE = """
            INSERT INTO paco_research_ids (research_id, is_active)
            SELECT '%1$s' || lpad(n::text, 3, '0'), true FROM generate_series(1, %2$d) n ON CONFLICT DO NOTHING""";

    private final RunningConsole console;
    private final Visitor operator;

    ParticipantsIT(RunningConsole console) {
        this.console = console;
        this.operator = console.user("participants-operator", "operator");
    }

    private static String page(String researchId) {
        return "/participants/"
                + URLEncoder.encode(researchId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String state(String researchId) {
        return console.query("SELECT is_active FROM paco_research_ids WHERE research_id = '" + researchId + "'")
                .get(0);
    }

    @Test
    void participantsAreFoundByTheStartOfTheirIdAPageAtATime() {
        console.execute(CREATE.formatted("LIST", 60));

        String first = operator.get("/participants?prefix=list0").body();
        String next =
                first.replaceAll("(?s).*href=\"([^\"]*after=[^\"]+)\".*", "$1").replace("&amp;", "&");
        String second = operator.get(next).body();

        assertThat(first).contains("LIST001<", "LIST050<").doesNotContain("LIST051<", "RID001<");
        assertThat(second).contains("LIST051<", "LIST060<").doesNotContain("LIST050<", "rel=\"next\"");
        assertThat(operator.get("/participants?prefix=LIST06&state=deactivated").body())
                .contains("No participant fits");
    }

    @Test
    void thePageTellsWhatTheSummariesKnow() {
        console.execute(CREATE.formatted("SUM", 1));
        console.execute("""
                INSERT INTO paco_conversation_summaries (research_id_fk, conversation_id, providers, messages, user_messages,
                                                         characters, first_at, last_at)
                SELECT id, 'c' || n, '{openai}', 4, 2, 100, '2026-02-03 04:00Z', '2026-02-03 04:05:06Z'
                  FROM paco_research_ids, generate_series(1, 2) n WHERE research_id = 'SUM001' ON CONFLICT DO NOTHING""");
        console.execute("""
                INSERT INTO paco_disclaimer_acknowledgments (research_id_fk, acknowledged_at)
                SELECT id, '2026-02-01 00:00Z' FROM paco_research_ids WHERE research_id = 'SUM001'""");

        assertThat(operator.get(page("SUM001")).body())
                .contains(
                        "<dd>2</dd>",
                        "<dd>8</dd>",
                        "2026-02-03 04:05:06 UTC",
                        "2026-02-01 00:00:00 UTC",
                        "href=\"/conversations?participant=SUM001\"",
                        "href=\"" + page("SUM001") + "/erase\"");
        // They have no messages, which other tests would find.
        console.execute("DELETE FROM paco_conversation_summaries USING paco_research_ids p"
                + " WHERE p.id = research_id_fk AND p.research_id = 'SUM001'");
    }

    @Test
    void oneIsCreatedWithATypedOrAGeneratedId() {
        HttpResponse<String> typed =
                operator.post("/participants/add/one", Map.of("researchId", " ONE 1é ", "notes", "from\nthe clinic"));
        HttpResponse<String> again = operator.post("/participants/add/one", Map.of("researchId", "ONE 1é"));
        HttpResponse<String> generated = operator.post("/participants/add/one", Map.of("notes", "generated one"));

        assertThat(typed.headers().firstValue("location")).contains(page("ONE 1é") + "?created");
        assertThat(operator.get(page("ONE 1é")).body()).contains("from\nthe clinic", "create participants");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("There is a participant ONE 1é already", "value=\"ONE 1é\"");
        assertThat(generated.statusCode()).isEqualTo(303);
        assertThat(console.query("SELECT research_id FROM paco_research_ids WHERE notes = 'generated one'"))
                .singleElement()
                .asString()
                .matches("P-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
    }

    @Test
    void manyAreGenerated() {
        HttpResponse<String> none = operator.post("/participants/add/generated", Map.of("count", "1001"));
        HttpResponse<String> many =
                operator.post("/participants/add/generated", Map.of("count", "200", "notes", "many"));

        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("How many has to be a number from 1 to 1000", "value=\"1001\"");
        assertThat(many.headers().firstValue("location")).contains("/participants/add/result");
        assertThat(console.query("SELECT count(DISTINCT research_id) FROM paco_research_ids WHERE notes = 'many'"))
                .containsExactly("200");
    }

    @Test
    void eachLineOfAListIsJudgedForItself() {
        console.execute("INSERT INTO paco_erasure_tombstones VALUES ('CSV-GONE', now()) ON CONFLICT DO NOTHING");

        HttpResponse<String> sent = operator.upload("/participants/add/list", """
                \uFEFFnotes;research_id
                first;CSV-1
                "two
                lines";CSV-2
                ;RID001
                ;CSV-1

                ;=CSV()
                ;CSV-GONE
                without id;
                """);

        assertThat(sent.statusCode()).isEqualTo(303);
        String csv = operator.get("/participants/add/result.csv").body();
        assertThat(csv.lines())
                .contains(
                        "line,research_id,result,reason",
                        "2,CSV-1,created,",
                        "3,CSV-2,created,",
                        "5,RID001,existed,",
                        "6,CSV-1,refused,the research id stands in line 2 already",
                        "8,'=CSV(),refused,\"the research id begins as a formula of a spreadsheet does, with =\"",
                        "9,CSV-GONE,refused,a participant of this research id was erased; choose another")
                .last()
                .asString()
                .matches("10,P-.{11},created,");
        assertThat(operator.get("/participants/add/result").body()).contains("<dd>3</dd>", "<dd>1</dd>");
        assertThat(console.query("SELECT notes FROM paco_research_ids WHERE research_id = 'CSV-2'"))
                .containsExactly("two\nlines");
        assertThat(console.query("SELECT subject FROM paco_console_audit WHERE act = 'create_participants'"))
                .contains("CSV-1", "CSV-2")
                .doesNotContain("RID001", "CSV-GONE");
    }

    @Test
    void aListThatCannotBeReadCreatesNobody() {
        HttpResponse<String> page = operator.upload("/participants/add/list", "CSV-BROKEN\n\"CSV-OPEN");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("The list is no CSV", "CSV-BROKEN");
        assertThat(console.query("SELECT 1 FROM paco_research_ids WHERE research_id = 'CSV-BROKEN'"))
                .isEmpty();
    }

    @Test
    void whoIsDeactivatedCanBeActivatedAgainAndBothAreNoted() {
        console.execute(CREATE.formatted("ACT", 1));

        assertThat(operator.post(page("ACT001") + "/deactivate", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(state("ACT001")).isEqualTo("f");
        assertThat(operator.post(page("ACT001") + "/activate", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(state("ACT001")).isEqualTo("t");
        assertThat(console.query("SELECT act FROM paco_console_audit WHERE subject = 'ACT001' ORDER BY id"))
                .containsExactly("deactivate_participant", "activate_participant");
    }

    @Test
    void whoWasErasedIsNotLetInAgain() {
        console.execute(CREATE.formatted("ERA", 1));
        console.execute("UPDATE paco_research_ids SET is_active = false WHERE research_id = 'ERA001'");
        console.execute("INSERT INTO paco_erasure_tombstones VALUES ('ERA001', now()) ON CONFLICT DO NOTHING");
        console.execute("""
                INSERT INTO paco_erasures (research_id, started_at, started_by, rows_removed, records_removed)
                VALUES ('ERA001', now(), 'somebody at a terminal', '{"paco_conversations": 3, "paco_sessions": 4}', 70)""");

        HttpResponse<String> activated = operator.post(page("ERA001") + "/activate", Map.of());

        assertThat(activated.statusCode()).isEqualTo(409);
        assertThat(activated.body())
                .contains(
                        "This participant was erased, and stays so", "somebody at a terminal", "not yet", ">7<", ">70<")
                .doesNotContain(page("ERA001") + "/activate", "<textarea");
        assertThat(state("ERA001")).isEqualTo("f");
        assertThat(operator.get("/participants?state=erased").body()).contains("ERA001<");
    }

    @Test
    void notesAreKeptUpToALength() {
        console.execute(CREATE.formatted("NOTE", 1));

        HttpResponse<String> kept = operator.post(page("NOTE001") + "/notes", Map.of("notes", "a <b>\r\nc "));
        HttpResponse<String> tooLong = operator.post(page("NOTE001") + "/notes", Map.of("notes", "x".repeat(2001)));

        assertThat(kept.statusCode()).isEqualTo(303);
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("The notes may have 2000 characters, have 2001", "x".repeat(2001));
        assertThat(operator.get(page("NOTE001")).body()).contains("a &lt;b&gt;\nc");
        assertThat(console.query("SELECT notes FROM paco_research_ids WHERE research_id = 'NOTE001'"))
                .containsExactly("a <b>\nc");
    }

    @Test
    void researchersLookAndDoNotAct() {
        console.execute(CREATE.formatted("LOOK", 1));
        Visitor researcher = console.user("participants-researcher", "researcher");

        assertThat(researcher.get("/participants?prefix=LOOK").body())
                .contains("LOOK001<")
                .doesNotContain("/participants/add");
        assertThat(researcher.get(page("LOOK001")).body())
                .contains("LOOK001")
                .doesNotContain("/deactivate", "<textarea", "/erase", "History");
        assertThat(researcher.get("/participants/add").statusCode()).isEqualTo(403);
        assertThat(researcher.post(page("LOOK001") + "/deactivate", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(state("LOOK001")).isEqualTo("t");
    }

    @Test
    void whoIsNotThereIsNotFound() {
        assertThat(operator.get("/participants/NOBODY").statusCode()).isEqualTo(404);
        assertThat(operator.post("/participants/NOBODY/notes", Map.of("notes", ""))
                        .statusCode())
                .isEqualTo(404);
    }
}
