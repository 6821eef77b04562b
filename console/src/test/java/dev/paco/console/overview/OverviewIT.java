package dev.paco.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

@ConsoleTest
class OverviewIT {

    private static final Pattern SHOWN_SQL = Pattern.compile("<pre[^>]*>(.*?)</pre>", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("<canvas[^>]*data-table=\"#([^\"]+)\"");

    private static final Pattern PERIODS =
            Pattern.compile("<table id=\"messages-over-time-table\">.*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\">([^<]*)</th>");

    private final RunningConsole console;
    private final Visitor researcher;

    OverviewIT(RunningConsole console) {
        this.console = console;
        this.researcher = console.operator();
    }

    /** Of 2001, so that other tests' messages are not in the way; some without a time or a provider. */
    @BeforeAll
    static void say(RunningConsole console) {
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider)
                SELECT (SELECT id FROM paco_research_ids WHERE research_id = 'RID00' || (1 + n % 3)),
                       CASE n / 10 WHEN 3 THEN '=1+1' ELSE 'overview-' || n / 10 END,
                       CASE WHEN n % 50 <> 49 THEN timestamptz '2001-01-30 20:00Z' + n * interval '40 minutes' END,
                       CASE n % 2 WHEN 0 THEN 'user' ELSE 'assistant' END, repeat('x', n),
                       CASE WHEN n % 9 = 0 THEN NULL WHEN n / 10 % 2 = 0 THEN 'openai' ELSE 'elevenlabs' END
                  FROM generate_series(1, 200) n""");
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key)
                SELECT (SELECT id FROM paco_research_ids WHERE research_id = 'RID001'), 'overview-wild', time, 'user', 'x', 'openai',
                       gen_random_uuid()
                  FROM unnest('{0001-06-01 12:00Z, 9999-12-31 12:00Z}'::timestamptz[]) time""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2001-01-01&to=2001-12-31&provider=",
                "from=2001-02-01&to=2001-02-02&provider=openai",
                "from=2001-01-31&to=2001-01-31&provider=elevenlabs",
                "from=&to=2001-02-03&provider=",
                "from=2001-02-03&to=&provider=",
                "from=&to=&provider=",
                "from=&to=&provider=elevenlabs",
            })
    void theNumbersAreWhatTheShownSqlFinds(String filter) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            HttpResponse<String> page = researcher.get("/?" + filter);
            assertThat(page.statusCode()).isEqualTo(200);
            List<String> shown = SHOWN_SQL
                    .matcher(page.body())
                    .results()
                    .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                    .toList();
            Iterator<String> sql = shown.iterator();
            for (Chart chart : Chart.values()) {
                assertThat(csv(chart, filter)).as(chart.path()).isEqualTo(found(sql.next()));
            }
        });
    }

    private List<String> csv(Chart chart, String filter) {
        HttpResponse<String> file = researcher.get("/overview/" + chart.path() + ".csv?" + filter);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        return file.body().lines().skip(1).map(OverviewIT::plain).toList();
    }

    private List<String> found(String sql) {
        return console.query("SELECT t::text FROM (" + sql.strip().replaceAll(";$", "") + ") t").stream()
                .map(row -> plain(row.substring(1, row.length() - 1)))
                .toList();
    }

    /** Without what CSV, spreadsheets and Postgres write differently. */
    private static String plain(String row) {
        return row.replace("\"", "")
                .replace(",'=", ",=")
                .replaceAll("(\\d)T(\\d\\d:\\d\\d:\\d\\d)Z", "$1 $2+00")
                .replaceAll("(\\d)T(\\d\\d:\\d\\d)Z", "$1 $2:00+00");
    }

    @Test
    void everyChartHasItsTable() {
        String page = researcher.get("/?from=2001-01-01&to=2001-12-31").body();

        List<String> tables =
                TABLE.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(tables).hasSize(4).allSatisfy(table -> assertThat(page).contains("<table id=\"" + table + "\">"));
        assertThat(page).contains("no provider");
    }

    @Test
    void theChosenTimeIsShownAlsoWhereNobodySpoke() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(periods("from=2001-01-20&to=2001-02-20"))
                        .hasSize(32)
                        .startsWith("2001-01-20")
                        .endsWith("2001-02-20"));
    }

    @Test
    void timesThatMessagesOnlyClaimDoNotFloodThePage() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(periods("from=&to="))
                        .hasSizeLessThan(500)
                        .startsWith("0001-06-01")
                        .contains("2001-01-30", "9999-12-31"));
    }

    /** What the rows of the first chart's table begin with. */
    private List<String> periods(String filter) {
        String page = researcher.get("/?" + filter).body();
        Matcher table = PERIODS.matcher(page);
        assertThat(table.find()).isTrue();
        return ROW.matcher(table.group()).results().map(row -> row.group(1)).toList();
    }

    @Test
    void anIdThatASpreadsheetWouldCalculateIsText() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(researcher
                                .get("/overview/conversations.csv?from=2001-01-01&to=2001-12-31")
                                .body())
                        .contains(",'=1+1,")
                        .doesNotContain(",=1+1,"));
        assertThat(console.query("SELECT details->>'from' FROM paco_console_audit"
                        + " WHERE act = 'export' AND subject = 'overview/conversations'"))
                .contains("2001-01-01");
    }

    @Test
    void aDayThatIsNoneIsExplainedAndKept() {
        HttpResponse<String> page = researcher.get("/?from=2001-13-01&to=");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("From, 2001-13-01, is no day").contains("value=\"2001-13-01\"");
        assertThat(researcher.get("/?from=2001-02-01&to=2001-01-01").body()).contains("is after to");
        assertThat(researcher.get("/overview/figures.csv?from=x").statusCode()).isEqualTo(422);
        assertThat(researcher.get("/overview/nothing.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void aTimeWithoutMessagesSaysSo() {
        assertThat(researcher.get("/?from=1999-01-01&to=1999-01-31").body())
                .contains("No messages in this time")
                .doesNotContain("<canvas");
        assertThat(researcher.get("/").statusCode()).isEqualTo(200);
    }
}
