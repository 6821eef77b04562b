package dev.paco.console.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.Conversations;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import dev.paco.console.filter.MessageFilter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@ConsoleTest
class ConversationsIT {

    private static final Pattern NAMES = Pattern.compile(">(list-[^<]+)</a>");
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern NEWER = Pattern.compile("rel=\"prev\" href=\"([^\"]+)\"");
    private static final int MANY = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningConsole console;
    private static Conversations conversations;
    private static Visitor visitor;

    @BeforeAll
    static void addConversations(RunningConsole running) {
        console = running;
        conversations = new Conversations(running);
        visitor = running.operator();
        conversations.say("RID006", "list-tea", "2031-01-01T10:00:00Z", "user", "openai", "Green tea, please");
        conversations.say("RID006", "list-tea", "2031-01-03T10:00:00Z", "assistant", "openai", "Gladly");
        conversations.say("RID007", "list-milk", "2031-01-02T10:00:00Z", "user", "elevenlabs", "Milk or teapots?");
        conversations.say("RID007", "list-milk", "2031-01-02T10:50:00Z", "assistant", "elevenlabs", "Milk");
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key)
                SELECT r.id, 'list-many-' || lpad(n::text, 3, '0'), '2030-01-01T00:00:00Z'::timestamptz + (n / 2) * interval '1 minute',
                       'user', 'Number ' || n, 'openai', gen_random_uuid()
                  FROM paco_research_ids r, generate_series(1, %d) n WHERE r.research_id = 'RID008'""".formatted(MANY));
        console.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('TIMELESS', true)");
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key)
                SELECT id, 'list-timeless', NULL, 'user', 'Once', 'openai', gen_random_uuid()
                  FROM paco_research_ids WHERE research_id = 'TIMELESS'""");
        conversations.sumUp("list-");
    }

    @AfterAll
    static void removeConversations() {
        conversations.remove("list-");
        console.execute("DELETE FROM paco_research_ids WHERE research_id = 'TIMELESS'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            participant=RID007                                      | list-milk
            participant=RID006&provider=openai                      | list-tea
            participant=RID006&provider=elevenlabs                  |
            conversation=list-tea                                   | list-tea
            from=2031-01-02T11:00&to=2031-02-01                     | list-tea
            from=2030-12-31&to=2031-01-01                           | list-tea
            from=2031-01-02&to=2031-01-02                           | list-milk
            from=2031-01-01&to=2031-01-03                           | list-tea list-milk
            from=2031-01-01T10:00&to=2031-01-01T10:01               | list-tea
            from=2031-01-01T10:01&to=2031-01-01T11:00               |
            from=2031-01-03&to=2031-02-01&provider=openai           | list-tea
            from=2031-01-02T10:10&to=2031-01-02T10:40               |
            from=2031-01-02T10:30&to=2031-01-02T11:30               | list-milk
            text=green+te                                           | list-tea
            text=%22green+te%22                                     |
            text=teapots+-green                                     | list-milk
            text=tea&from=2031-01-01                                | list-tea list-milk
            text=tea&from=2031-01-02&to=2031-01-04                  | list-milk
            text=gladly&from=2031-01-02&to=2031-01-04               | list-tea
            text=tea&participant=RID007                             | list-milk
            participant=nobody-of-that-name                         |
            """)
    void conversationsAreFound(String query, String expected) {
        assertThat(names(visitor.get("/conversations?" + query)))
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    /** Few words are so common that they are not found among the newest conversations. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            tea    | -                    | -                    | list-tea list-milk
            tea    | 2031-01-02T00:00:00Z | 2031-01-04T00:00:00Z | list-milk
            gladly | 2031-01-02T00:00:00Z | 2031-01-04T00:00:00Z | list-tea
            gladly | -                    | 2031-01-03T00:00:00Z |
            """)
    void theIndexOfWordsFindsTheSame(String word, @Nullable Instant from, @Nullable Instant to, String expected) {
        Mono<Hits> found = console.bean(ConversationStore.class)
                .indexed(new MessageFilter(null, null, null, from, to), word + ":*", null, Direction.OLDER, MANY, MANY);

        assertThat(Objects.requireNonNull(found.block(PATIENCE)).lines())
                .extracting(ConversationLine::conversationId)
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&from=2029-12-31&to=2030-01-01"})
    void pagesLeadToAllConversationsOnceAndBack(String times) {
        List<String> seen = new ArrayList<>();
        String path = "/conversations?participant=RID008" + times;
        String last = path;
        while (!path.isEmpty()) {
            HttpResponse<String> page = visitor.get(path);
            seen.addAll(names(page));
            last = path;
            path = link(OLDER, page.body());
        }

        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates().startsWith("list-many-120", "list-many-119");
        List<String> back = names(visitor.get(link(NEWER, visitor.get(last).body())));
        assertThat(back).isEqualTo(seen.subList(50, 100));
        assertThat(last.replace(times, "")).doesNotContain("2030");
    }

    @Test
    void aConversationWithoutATimeIsShownWithoutOneAndFoundByNone() {
        HttpResponse<String> list = visitor.get("/conversations?participant=TIMELESS");

        assertThat(names(list)).containsExactly("list-timeless");
        assertThat(list.body()).contains("<td class=\"time\">–</td>").doesNotContain("1970");
        assertThat(visitor.get(conversations.pathOf("list-timeless")).body())
                .contains("<dt>Last message</dt><dd class=\"time\">–</dd>")
                .doesNotContain("1970");
        assertThat(visitor.get("/participants/TIMELESS").body())
                .contains("<th scope=\"row\">Last message</th><td>–</td>")
                .doesNotContain("1970");
        assertThat(names(visitor.get("/conversations?participant=TIMELESS&to=2031-01-01")))
                .isEmpty();
    }

    @Test
    void aSearchIsPagedToo() {
        String page =
                visitor.get("/conversations?text=number&participant=RID008").body();

        assertThat(names(page)).hasSize(50);
        assertThat(names(visitor.get(link(OLDER, page)).body())).hasSize(50).doesNotContainAnyElementsOf(names(page));
    }

    @Test
    void aSearchIsNotedWithoutItsWords() {
        visitor.get("/conversations?text=unutterable&participant=RID006");

        assertThat(console.query(
                        "SELECT COALESCE(subject, '') || details FROM paco_console_audit WHERE act = 'search'"))
                .contains("RID006{}")
                .noneMatch(entry -> entry.contains("unutterable"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2031-13-01            | From: “2031-13-01”
            to=yesterday               | To: “yesterday”
            from=2031-02-01&to=2031-01-01 | is not after From
            provider=telepathy         | Provider: “telepathy”
            participant=a%00b          | Participant: has a control character
            text=%26%21                | Words: there is no word
            before=x                   | the link is damaged
            """)
    void whatCannotBeUnderstoodIsNamed(String query, String sentence) {
        HttpResponse<String> answer = visitor.get("/conversations?" + query);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void thePageTellsThatWordsAreNotIndexedYet() {
        await().untilAsserted(() -> {
            console.execute("UPDATE paco_console_progress SET position = 0 WHERE name = 'texts'");
            assertThat(visitor.get("/conversations?text=tea").body()).contains("not searched yet");
        });
        assertThat(visitor.get("/conversations").body()).doesNotContain("not searched yet");
    }

    @Test
    void timesAreTypedOnAKeyboardThatHasAllTheirCharacters() {
        assertThat(visitor.get("/conversations").body())
                .contains("name=\"from\"")
                .doesNotContain("inputmode=\"numeric\"");
        assertThat(visitor.get("/export").body()).contains("name=\"from\"").doesNotContain("inputmode=\"numeric\"");
    }

    @Test
    void nobodySeesConversationsWithoutALogin() {
        assertThat(console.visitor().get("/conversations").statusCode()).isEqualTo(302);
    }

    private static List<String> names(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return names(page.body());
    }

    private static List<String> names(String page) {
        return NAMES.matcher(page).results().map(name -> name.group(1)).toList();
    }

    private static String link(Pattern pattern, String page) {
        Matcher link = pattern.matcher(page);
        return link.find() ? link.group(1).replace("&amp;", "&") : "";
    }
}
