package dev.paco.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ConsoleTest
class ErrorPagesIT {

    private final RunningConsole console;
    private final Visitor operator;

    ErrorPagesIT(RunningConsole console) {
        this.console = console;
        this.operator = console.user("errors-operator", "operator");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /failing/slow-statement,        504, That took too long
            /failing/database-without-room, 503, Not available
            /failing/no-database,           503, Not available
            /failing/no-broker,             503, Not available
            /failing/reason,                409, Said to people.
            /failing/bug,                   500, Something went wrong
            /nothing-here,                  404, Not found
            /audit?before=none,             400, That did not work
            /users/nobody-of-that-name,     404, Not found""")
    void aFailureIsAPageInTheLayoutThatTellsNothingOfTheInside(String path, int status, String words) {
        HttpResponse<String> page = operator.get(path);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains(words, "<nav aria-label=\"Sections\">", "errors-operator", "name=\"_csrf\"")
                .doesNotContain("secret", "Exception", "\tat ", "org.springframework");
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy")).isPresent();
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void aMethodThatAPageDoesNotTakeIs405() {
        HttpResponse<String> page = operator.post("/audit", Map.of());

        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(page.body()).contains("Not possible");
    }

    @Test
    void aFormThatIsTooLargeIs413() {
        HttpResponse<String> page = console.visitor().post("/login", Map.of("username", "x".repeat(300_000)));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("Too large");
    }

    @Test
    void whoAsksForNoPageGetsNone() {
        HttpResponse<String> json = operator.send("GET", "/failing/bug", Map.of("Accept", "application/json"));
        HttpResponse<String> events =
                operator.send("GET", "/failing/no-database", Map.of("Accept", "text/event-stream"));

        assertThat(json.statusCode()).isEqualTo(500);
        assertThat(json.body()).startsWith("{").doesNotContain("secret", "Exception", "<html");
        assertThat(events.statusCode()).isEqualTo(503);
        assertThat(events.body()).doesNotContain("<html", "Exception");
    }

    @Test
    void whoIsNotAllowedIsToldSoInTheLayout() {
        HttpResponse<String> page =
                console.user("errors-researcher", "researcher").get("/audit");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Not allowed", "errors-researcher").doesNotContain("href=\"/audit\"");
    }
}
