package dev.paco.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ConsoleTest
class LoginIT {

    private final RunningConsole console;

    LoginIT(RunningConsole console) {
        this.console = console;
    }

    @Test
    void theFirstOperatorLogsInAndOut() {
        Visitor admin = console.operator();
        assertThat(admin.get("/account").statusCode()).isEqualTo(200);

        HttpResponse<String> out = admin.post("/logout", Map.of());

        assertThat(out.headers().firstValue("location")).contains("/login?logout");
        assertThat(admin.get("/account").statusCode()).isEqualTo(302);
        assertThat(console.query("SELECT act FROM paco_console_audit WHERE username = 'admin'"))
                .contains("log_in", "log_out");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        console.operator();
        List<String> answers = List.of("admin", "nobody-of-that-name").stream()
                .map(name -> console.visitor().post("/login", Map.of("username", name, "password", "wrong password")))
                .map(answer -> answer.statusCode() + " " + answer.headers().firstValue("location"))
                .toList();

        assertThat(answers).containsOnly("302 Optional[/login?error]");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        assertThat(console.operator().postWith("/logout", Map.of(), "forged").statusCode())
                .isEqualTo(403);
    }

    @Test
    void pagesRunNothingButTheConsolesOwnFiles() {
        HttpResponse<String> page = console.visitor().get("/login");

        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite="));
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("wrong", "logged out")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContain("style=\"");
    }
}
