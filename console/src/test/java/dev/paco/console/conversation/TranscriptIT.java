package dev.paco.console.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.console.ConsoleTest;
import dev.paco.console.Conversations;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@ConsoleTest
class TranscriptIT {

    private static final Pattern TURN = Pattern.compile("id=\"turn-\\d+\"");
    private static final Pattern LATER = Pattern.compile("rel=\"next\" role=\"button\" href=\"([^\"]+)\"");
    private static final Pattern EARLIER = Pattern.compile("rel=\"prev\" href=\"([^\"]+)\"");

    private static RunningConsole console;
    private static Conversations conversations;
    private static Visitor visitor;

    @BeforeAll
    static void addConversations(RunningConsole running) {
        console = running;
        conversations = new Conversations(running);
        visitor = running.operator();
        conversations.say("RID009", "read-1", "2031-03-01T10:00:05Z", "assistant", "elevenlabs", "I <b>said</b> & you");
        conversations.say("RID009", "read-1", "2031-03-01T10:00:00Z", "user", "elevenlabs", "Who said that?");
        conversations.say("RID009", "read-1", "2031-03-01T10:25:05Z", "user", "elevenlabs", "Still here?");
        console.execute("""
                UPDATE paco_conversations SET elevenlabs_message_id = CASE role WHEN 'assistant' THEN '2' ELSE
                       CASE content WHEN 'Still here?' THEN '6' ELSE '1' END END,
                       reconciliation = CASE content WHEN 'Still here?' THEN 'possible_copy' END
                 WHERE conversation_id = 'read-1'""");
        console.execute("""
                INSERT INTO paco_message_revisions (message_id, content, content_sha256, received_at, source)
                SELECT id, 'I wanted to say', sha256('x'), '2031-03-01T10:00:09Z', 'webhook'
                  FROM paco_conversations WHERE conversation_id = 'read-1' AND role = 'assistant'""");
        console.execute("""
                INSERT INTO paco_conversation_metadata (research_id_fk, conversation_id, agent_id, started_at, duration_seconds, status, turns,
                                                        summary, evaluation, source, observed_at, received_at)
                SELECT id, 'read-1', 'agent_7', '2031-03-01T09:59:58Z', 1510, 'done', 3, 'They talked.', '{"success": "yes"}', 'webhook',
                       '2031-03-01T10:30:00Z', '2031-03-01T10:30:01Z' FROM paco_research_ids WHERE research_id = 'RID009'""");
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key)
                SELECT r.id, 'read-long', CASE WHEN n < 441 THEN '2031-04-01T00:00:00Z'::timestamptz + (n / 3) * interval '1 second' END,
                       'user', 'Turn number ' || n, 'openai', gen_random_uuid()
                  FROM paco_research_ids r, generate_series(1, 450) n WHERE r.research_id = 'RID009'""");
        conversations.say("RID009", "read-far", "0001-06-01T12:00:00Z", "user", "openai", "Too early");
        conversations.say("RID009", "read-far", "9999-12-31T12:00:00.000001Z", "user", "openai", "Too late");
        conversations.sumUp("read-");
    }

    @AfterAll
    static void removeConversations() {
        conversations.remove("read-");
    }

    @Test
    void aConversationIsReadInItsOrderWithAllThatIsKnown() {
        String page = visitor.get(conversations.pathOf("read-1")).body();

        assertThat(page)
                .containsSubsequence(
                        "agent_7",
                        "2031-03-01 09:59:58 UTC",
                        "25 min 10 s",
                        "They talked.",
                        "success",
                        "2031-03-01 10:00:00 UTC",
                        "saved by the page",
                        "Who said that?",
                        "I &lt;b&gt;said&lt;/b&gt; &amp; you",
                        "2031-03-01 10:00:09 UTC",
                        "sent by ElevenLabs",
                        "I wanted to say",
                        "ids 3 to 5",
                        "A pause of 25 min 0 s",
                        "Still here?",
                        "Perhaps said only once")
                .contains("href=\"/participants/RID009\"")
                .contains("href=\"/export?what=transcripts&amp;participant=RID009&amp;conversation=read-1\"");
    }

    @Test
    void turnsThatNeverCameAreToldByElevenLabsCount() {
        conversations.say("RID009", "read-part", "2031-03-02T10:00:00Z", "user", "elevenlabs", "Hello?");
        conversations.say("RID009", "read-part", "2031-03-02T10:00:01Z", "user", "elevenlabs", "Hello?");
        conversations.say("RID009", "read-part", "2031-03-02T10:00:02Z", "assistant", "elevenlabs", "Yes");
        console.execute("""
                UPDATE paco_conversations SET reconciliation = 'copy'
                 WHERE conversation_id = 'read-part' AND "timestamp" = '2031-03-02T10:00:01Z'""");
        threeTurnsAreCounted("read-part");

        assertThat(visitor.get(conversations.pathOf("read-part")).body())
                .contains("ElevenLabs counted 3 turns with words, 2 are here.");
        assertThat(visitor.get(conversations.pathOf("read-1")).body()).doesNotContain("ElevenLabs counted");
    }

    @Test
    void whatThePageSaidMoreDoesNotHideATurnThatNeverCame() {
        conversations.say("RID009", "read-more", "2031-03-03T10:00:00Z", "user", "elevenlabs", "Hello?");
        conversations.say("RID009", "read-more", "2031-03-03T10:00:01Z", "assistant", "elevenlabs", "Yes");
        conversations.say("RID009", "read-more", "2031-03-03T10:00:02Z", "assistant", "elevenlabs", "Yes, one mo");
        console.execute("""
                INSERT INTO paco_message_copies (message_id, research_id_fk, conversation_id, pass, verdict, text_hash,
                       text_length, identified, turn_index, occurrences, said_at)
                SELECT id, research_id_fk, conversation_id, 'transcript', 'copy', gen_random_uuid(), 3, false,
                       extract(second FROM "timestamp")::integer, 1, "timestamp"
                  FROM paco_conversations
                 WHERE conversation_id = 'read-more' AND "timestamp" < '2031-03-03T10:00:02Z'""");
        threeTurnsAreCounted("read-more");

        assertThat(visitor.get(conversations.pathOf("read-more")).body())
                .contains("ElevenLabs counted 3 turns with words, 2 are here.");
    }

    private static void threeTurnsAreCounted(String conversation) {
        console.execute("""
                INSERT INTO paco_conversation_metadata (research_id_fk, conversation_id, turns, source, observed_at, received_at)
                SELECT id, '%s', 3, 'webhook', now(), now() FROM paco_research_ids WHERE research_id = 'RID009'""".formatted(conversation));
        conversations.sumUp(conversation);
    }

    @Test
    void aViewIsNoted() {
        visitor.get(conversations.pathOf("read-1"));

        assertThat(console.query("""
                        SELECT subject || ' ' || (details ->> 'conversation') FROM paco_console_audit
                         WHERE act = 'view_conversation' AND username = 'admin'""")).contains("RID009 read-1");
    }

    @Test
    void aLongConversationIsReadInPartsWithoutLosingATurn() {
        HttpResponse<String> first = visitor.get(conversations.pathOf("read-long"));
        HttpResponse<String> second = visitor.get(link(LATER, first.body()));
        HttpResponse<String> third = visitor.get(link(LATER, second.body()));

        assertThat(List.of(turns(first), turns(second), turns(third))).containsExactly(200, 200, 50);
        assertThat(first.body()).contains("Turn number 200<").doesNotContain("Turn number 201<");
        assertThat(third.body())
                .contains("Turn number 401<", "Turn number 450<")
                .doesNotContain("More turns");
        assertThat(visitor.get(link(EARLIER, third.body())).body())
                .contains("Turn number 201<", "Turn number 400<")
                .doesNotContain("Turn number 200<");
    }

    @Test
    void turnsWithTheWordsThatWereSearchedForAreMarked() {
        String page =
                visitor.get(conversations.pathOf("read-long") + "?text=401").body();
        Matcher match =
                Pattern.compile("href=\"([^\"]+)\"[^>]*aria-label=\"Match 1\"").matcher(page);

        assertThat(match.find()).isTrue();
        assertThat(visitor.get(match.group(1).replace("&amp;", "&")).body())
                .containsSubsequence("class=\"user found", "Turn number 401<", "Turn number 402<")
                .doesNotContain("Turn number 400<");
    }

    @Test
    void timesThatCannotBeAreReadToo() {
        String page =
                visitor.get(conversations.pathOf("read-far") + "?text=too").body();
        Matcher match =
                Pattern.compile("href=\"([^\"]+)\"[^>]*aria-label=\"Match 2\"").matcher(page);

        assertThat(page).contains("0001-06-01 12:00:00 UTC", "9999-12-31 12:00:00 UTC");
        assertThat(match.find()).isTrue();
        assertThat(visitor.get(match.group(1).replace("&amp;", "&")).body())
                .contains("Too late<")
                .doesNotContain("Too early<");
        assertThat(visitor.get("/conversations?conversation=read-far&from=9999-12-30")
                        .body())
                .contains(">read-far<");
    }

    @Test
    void aConversationHasALinkByItsNames() {
        HttpResponse<String> found = visitor.get("/conversations?named&participant=RID009&conversation=read-1");

        assertThat(found.headers().firstValue("location")).contains(conversations.pathOf("read-1"));
        assertThat(visitor.get("/conversations?named&participant=RID001&conversation=read-1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void unknownConversationsAndDamagedLinksAreRefused() {
        assertThat(visitor.get("/conversations/999999999").statusCode()).isEqualTo(404);
        assertThat(visitor.get(conversations.pathOf("read-1") + "?from=x").statusCode())
                .isEqualTo(400);
        assertThat(console.visitor().get(conversations.pathOf("read-1")).statusCode())
                .isEqualTo(302);
    }

    private static int turns(HttpResponse<String> page) {
        return (int) TURN.matcher(page.body()).results().count();
    }

    private static String link(Pattern pattern, String page) {
        Matcher link = pattern.matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }
}
