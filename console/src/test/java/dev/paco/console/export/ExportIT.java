package dev.paco.console.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.Conversations;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ConsoleTest
class ExportIT {

    private static final String HARD = "He said \"no\",\r\nthen 😀; and 'ä'\n";
    private static final String FORMULA = "=HYPERLINK(\"http://x\")";
    private static final String TOKEN = "0123456789-a-token-of-a-page";
    private static final int AT_ONCE = 3;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static RunningConsole console;
    private static Conversations conversations;
    private static Visitor visitor;

    @BeforeAll
    static void addConversations(RunningConsole running) {
        console = running;
        conversations = new Conversations(running);
        visitor = running.operator();
        conversations.say("RID010", "take-b", "2032-01-01T10:00:01.5Z", "assistant", "elevenlabs", FORMULA);
        conversations.say("RID010", "RID010", "2032-01-01T11:00:00Z", "user", "openai", "+1");
        conversations.say("RID010", "take-b", "2032-01-01T10:00:00+00:00", "user", "elevenlabs", HARD);
        console.execute("""
                INSERT INTO paco_message_revisions (message_id, content, content_sha256, received_at)
                SELECT id, 'other', sha256('x'), now() FROM paco_conversations WHERE content = '+1'""");
        sayMoreThanFitsInBuffers();
    }

    private static void sayMoreThanFitsInBuffers() {
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key)
                SELECT r.id, 'heap-1', now(), 'user', repeat('many words ', 300), 'openai', gen_random_uuid()
                  FROM paco_research_ids r, generate_series(1, 10000) n WHERE r.research_id = 'RID005'""");
    }

    @AfterAll
    static void removeConversations() {
        conversations.remove("take-");
        conversations.remove("RID007");
        conversations.remove("RID008");
        conversations.remove("RID010");
        conversations.remove("heap-");
    }

    @Test
    void messagesAreReadBackAsTheyWereSaid() throws IOException {
        HttpResponse<String> file = visitor.get("/export/messages.csv?participant=RID010");

        List<CSVRecord> rows = csv(file.body());
        assertThat(file.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        assertThat(file.headers().firstValue("content-disposition").orElse(""))
                .matches("attachment; filename=\"paco-\\d{4}-\\d\\d-\\d\\d-messages.csv\"");
        assertThat(rows).extracting(row -> row.get("content")).containsExactly(FORMULA, "+1", HARD);
        assertThat(rows).extracting(row -> row.get("timestamp")).first().isEqualTo("2032-01-01T10:00:01.500000+00:00");
        assertThat(rows).extracting(row -> row.get("revisions")).containsExactly("0", "1", "0");
        assertThat(rows.get(0).toMap().keySet()).containsExactlyInAnyOrderElementsOf(Cells.names(Columns.MESSAGES));
        assertThat(file.body()).endsWith("\r\n");
    }

    @Test
    void cellsThatBeginLikeFormulasAreMadeSafe() throws IOException {
        List<CSVRecord> rows = csv(visitor.get("/export/messages.csv?participant=RID010&formulaSafe=true")
                .body());

        assertThat(rows).extracting(row -> row.get("content")).containsExactly("'" + FORMULA, "'+1", HARD);
    }

    @Test
    void aTranscriptIsAnObjectWithItsTurnsInOrder() {
        HttpResponse<String> file = visitor.get("/export/transcripts.jsonl?participant=RID010");

        List<JsonNode> objects = file.body().lines().map(MAPPER::readTree).toList();
        JsonNode conversation = objects.stream()
                .filter(object -> object.path("conversation_id").asString().equals("take-b"))
                .findFirst()
                .orElseThrow();
        assertThat(objects).hasSize(2);
        assertThat(conversation.path("turns").findValuesAsString("content")).containsExactly(HARD, FORMULA);
        assertThat(conversation.path("turns").path(1).path("turn").asInt()).isEqualTo(2);
    }

    @Test
    void transcriptsAreRowsGroupedByConversationToo() throws IOException {
        List<CSVRecord> rows = csv(visitor.get("/export/transcripts.csv?participant=RID010&provider=elevenlabs")
                .body());

        assertThat(rows)
                .extracting(row -> row.get("turn") + row.get("content"))
                .containsExactly("1" + HARD, "2" + FORMULA);
    }

    @Test
    void pseudonymsAreStableAndLeaveTheResearchIdNowhere() throws IOException {
        String file = visitor.get("/export/messages.csv?participant=RID010&pseudonyms=true")
                .body();
        String again = visitor.get("/export/transcripts.jsonl?participant=RID010&pseudonyms=true&to=2032-01-01T10:30")
                .body();

        String pseudonym = csv(file).get(0).get("research_id");
        assertThat(file).doesNotContain("RID010");
        assertThat(pseudonym).matches("P[0-9a-f]{16}");
        assertThat(csv(file)).extracting(row -> row.get("conversation_id")).contains(pseudonym, "take-b");
        assertThat(MAPPER.readTree(again).path("research_id").asString()).isEqualTo(pseudonym);
        assertThat(console.query("SELECT message_key FROM paco_conversations WHERE conversation_id = 'take-b'"))
                .noneMatch(file::contains);
    }

    @Test
    void neitherOrderNorAnyColumnOfAFileWithPseudonymsTellsResearchIds() throws IOException {
        conversations.say("RID008", "RID008", "2033-01-01T10:00:00Z", "user", "openai", "I came first");
        conversations.say("RID007", "RID007", "2033-01-01T11:00:00Z", "user", "openai", "I came second");
        conversations.say("RID008", "RID008", "2033-01-01T12:00:00Z", "assistant", "openai", "Go on");
        conversations.say("RID007", "take-rid007", "2033-01-01T10:30:00Z", "user", "openai", "I came third");
        console.execute("""
                UPDATE paco_conversations SET model_used = 'gpt-for-' || conversation_id, elevenlabs_message_id = 'Rid007-1'
                 WHERE "timestamp" = '2033-01-01T11:00:00Z'""");
        String query = "?from=2033-01-01&to=2033-01-02&pseudonyms=true";

        String transcripts = visitor.get("/export/transcripts.csv" + query).body();
        String messages = visitor.get("/export/messages.csv" + query).body();

        assertThat(csv(transcripts))
                .extracting(row -> row.get("turn") + " " + row.get("content"))
                .containsExactly("1 I came first", "2 Go on", "1 I came second", "1 I came third");
        assertThat(transcripts + messages).doesNotContainIgnoringCase("RID007").doesNotContainIgnoringCase("RID008");
        String second = csv(transcripts).get(2).get("research_id");
        assertThat(csv(transcripts).get(2).get("model_used")).isEqualTo("gpt-for-" + second);
        assertThat(csv(transcripts).get(2).get("elevenlabs_message_id")).isEqualTo(second + "-1");
        assertThat(visitor.get("/export/transcripts.jsonl" + query).body().lines())
                .hasSize(3);
    }

    @Test
    void beginAndEndAreNotedAndThePageIsToldTheProgress() {
        visitor.get("/export/messages.jsonl?participant=RID010&from=2032-01-01&token=" + TOKEN);

        assertThat(console.query("SELECT act || details FROM paco_console_audit WHERE subject = 'RID010'"))
                .contains(
                        "export{\"file\": \"messages.jsonl\", \"from\": \"2032-01-01\", \"pseudonyms\": false, \"formulaSafe\": false}",
                        "end_export{\"file\": \"messages.jsonl\", \"rows\": 3, \"result\": \"complete\"}");
        assertThat(visitor.get("/export/progress/" + TOKEN).body()).contains("Complete", ">3<");
        assertThat(visitor.get("/export/progress/another-token-of-a-page").body())
                .contains("about to begin");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aFileThatBreaksOffDoesNotLookWholeAndNoLogTellsWhatItWasAskedFor(CapturedOutput output) throws Exception {
        String token = "a-token-of-a-broken-page";
        try (InputStream file = visitor.open("/export/messages.csv?conversation=heap-1&token=" + token)) {
            file.readNBytes(1000);
            console.execute("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE 'FETCH % FROM download' AND pid <> pg_backend_pid()""");

            assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class);
        }
        await().untilAsserted(() ->
                assertThat(visitor.get("/export/progress/" + token).body()).contains("failed after"));
        assertThat(console.query("SELECT details ->> 'result' FROM paco_console_audit WHERE act = 'end_export'"))
                .contains("failed");
        assertThat(output.getAll()).doesNotContain("heap-1", token);
    }

    @Test
    void whatIsNotTakenIsNotReadEither() throws IOException {
        String token = "a-token-of-a-slow-page";
        try (InputStream file = visitor.open("/export/messages.csv?conversation=heap-1&token=" + token)) {
            assertThat(file.readNBytes(1000)).hasSize(1000);
            AtomicReference<String> seen = new AtomicReference<>("");

            await().during(Duration.ofSeconds(1)).until(() -> {
                String now = visitor.get("/export/progress/" + token).body();
                return now.equals(seen.getAndSet(now));
            });

            assertThat(seen.get()).contains("of about").doesNotContain(">10,000</span> of about");
            file.transferTo(OutputStream.nullOutputStream());
        }
        await().untilAsserted(() ->
                assertThat(visitor.get("/export/progress/" + token).body()).contains("Complete", ">10,000<"));
    }

    @Test
    void oneMoreThanRunAtOnceIsToldToComeLaterAndNothingIsNoted() throws IOException {
        List<InputStream> files = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            InputStream file = visitor.open("/export/messages.csv?conversation=heap-1");
            files.add(file);
            assertThat(file.readNBytes(1000)).hasSize(1000);
        }

        HttpResponse<String> refused = visitor.get("/export/messages.csv?conversation=heap-1&participant=RID-LATER");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("As many downloads are running as may at once");
        assertThat(console.query("SELECT act FROM paco_console_audit WHERE subject = 'RID-LATER'"))
                .isEmpty();
        files.remove(0).close();
        await().untilAsserted(() -> assertThat(
                        visitor.get("/export/messages.csv?conversation=take-b").statusCode())
                .isEqualTo(200));
        for (InputStream file : files) {
            file.close();
        }
    }

    @Test
    void theFormLeadsToTheFileAndFaultsLeadToTheForm() {
        assertThat(visitor.get("/export/download?what=transcripts&format=csv&participant=RID010&formulaSafe=true")
                        .headers()
                        .firstValue("location"))
                .contains("/export/transcripts.csv?participant=RID010&formulaSafe=true&pseudonyms=false");
        String form = visitor.get("/export/messages.csv?from=soon")
                .headers()
                .firstValue("location")
                .orElseThrow();
        HttpResponse<String> fault = visitor.get(form);
        assertThat(fault.statusCode()).isEqualTo(422);
        assertThat(fault.body()).contains("From: “soon”", "value=\"soon\"");
    }

    @Test
    void everyColumnIsInTheDictionary() throws IOException {
        List<CSVRecord> entries = csv(visitor.get("/export/dictionary.csv").body());

        assertThat(entries)
                .filteredOn(entry -> entry.get("file").equals("messages"))
                .extracting(entry -> entry.get("column"))
                .containsExactlyElementsOf(Cells.names(Columns.MESSAGES));
        assertThat(visitor.get("/export").body()).contains("Data dictionary", "reconciliation");
    }

    @Test
    void researchersMayExportAndNobodyElse() {
        console.execute("""
                INSERT INTO paco_console_users (username, password_hash, role, created_by)
                VALUES ('taker', '{bcrypt}%s', 'researcher', 'test') ON CONFLICT DO NOTHING""".formatted(new BCryptPasswordEncoder(4).encode("a password")));
        Visitor researcher = console.visitor();
        researcher.post("/login", Map.of("username", "taker", "password", "a password"));

        assertThat(researcher.get("/export/messages.csv?participant=RID010").statusCode())
                .isEqualTo(200);
        assertThat(console.visitor().get("/export/messages.csv").statusCode()).isEqualTo(302);
        assertThat(console.visitor().post("/export/messages.csv", Map.of()).statusCode())
                .isNotEqualTo(200);
    }

    private static List<CSVRecord> csv(String file) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(file))
                .getRecords();
    }
}
