package dev.paco.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ConsoleTest
class AuditIT {

    private static final String ENTRIES = """
            INSERT INTO paco_console_audit (acted_at, username, address, act, subject, details)
            SELECT '2026-01-01'::timestamptz + n * interval '1 minute', '%1$s', '10.0.0.1', 'search', '%1$s-' || n,
                   jsonb_build_object('number', n)
              FROM generate_series(1, %2$d) n""";

    private final RunningConsole console;
    private final Visitor operator;

    AuditIT(RunningConsole console) {
        this.console = console;
        this.operator = console.user("audit-operator", "operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE paco_console_audit SET username = 'nobody'",
                "DELETE FROM paco_console_audit",
                "TRUNCATE paco_console_audit"
            })
    void entriesAreNeitherChangedNorDeleted(String sql) {
        assertThatThrownBy(() -> console.execute(sql))
                .rootCause()
                .hasMessageContaining("paco_console_audit is append-only");
    }

    @Test
    void entriesArePagedNewestFirst() {
        console.execute(ENTRIES.formatted("paged", 150));

        String first = operator.get("/audit?user=paged").body();
        String older =
                first.replaceAll("(?s).*href=\"([^\"]*before=[0-9]+)\".*", "$1").replace("&amp;", "&");
        String second = operator.get(older).body();

        assertThat(first)
                .contains("paged-150", "paged-51<", "2026-01-01 02:30:00 UTC")
                .doesNotContain("paged-50<");
        assertThat(second).contains("paged-50<", "paged-1<").doesNotContain("paged-51<", "rel=\"next\"");
    }

    @Test
    void entriesAreFiltered() {
        console.execute(ENTRIES.formatted("filtered", 3));

        assertThat(operator.get("/audit?user=filtered&subject=filtered-2").body())
                .contains("filtered-2<", "{&quot;number&quot;: 2}")
                .doesNotContain("filtered-1<");
        assertThat(operator.get("/audit?user=filtered&from=2026-01-01T00:02&to=2026-01-01T00:03")
                        .body())
                .contains("filtered-2<")
                .doesNotContain("filtered-1<", "filtered-3<");
        assertThat(operator.get("/audit?user=filtered&act=log_in").body()).contains("Nothing was noted that fits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-999999999-01-01T00:00"})
    void whatIsNoTimeIsSaid(String time) {
        HttpResponse<String> page = operator.get("/audit?subject=kept&from=" + time);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("From is no time", time, "value=\"kept\"");
    }

    @Test
    void downloadingIsNotedToo() {
        console.execute(ENTRIES.formatted("=downloaded", 2));

        HttpResponse<String> csv = operator.get("/audit/entries.csv?user=%3Ddownloaded");

        assertThat(csv.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().lines())
                .hasSize(3)
                .startsWith("id,at,user,address,act,subject,details")
                .last()
                .asString()
                .contains("2026-01-01T00:01:00Z,'=downloaded,10.0.0.1,search,'=downloaded-1,\"{\"\"number\"\": 1}\"");
        assertThat(console.query("SELECT details->>'user' FROM paco_console_audit WHERE act = 'export'"
                        + " AND subject = 'audit' AND username = 'audit-operator'"))
                .containsExactly("=downloaded");
    }
}
