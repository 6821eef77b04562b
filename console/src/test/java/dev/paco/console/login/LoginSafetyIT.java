package dev.paco.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** What an attacker would try at the door. */
@ConsoleTest
class LoginSafetyIT {

    private static final Map<String, String> BEHIND_TLS = Map.of("X-Forwarded-Proto", "https", "Accept", "text/html");

    private static final int PATIENCE_MILLIS = 10_000;

    private static ConfigurableApplicationContext strict;
    private static Visitor busy;

    private final RunningConsole console;

    LoginSafetyIT(RunningConsole console) {
        this.console = console;
    }

    @BeforeAll
    static void startAStricterConsole(RunningConsole console) {
        strict = console.another(
                "--server.forward-headers-strategy=native",
                "--paco.console.login-limit.per-address=10",
                "--paco.console.login-limit.per-user=3",
                "--paco.console.session.lifetime=0s",
                "--paco.console.connection.read=500ms");
        console.user("safety-busy", "researcher");
        busy = RunningConsole.visitorOf(strict);
        busy.post("/login", Map.of("username", "safety-busy", "password", RunningConsole.PASSWORD));
    }

    @AfterAll
    static void stopIt() {
        strict.close();
    }

    private static HttpResponse<String> logIn(Visitor visitor, String path, String username) {
        return visitor.post(path, Map.of("username", username, "password", "wrong password"));
    }

    @Test
    void passwordsAreNotTriedForEver() {
        Visitor attacker = RunningConsole.visitorOf(strict);
        // However the path is spelt.
        List<HttpResponse<String>> tries = List.of("/login", "/%6Cogin", "/logi%6E", "/%6Cogin", "/login").stream()
                .map(path -> logIn(attacker, path, "safety-victim"))
                .toList();

        assertThat(tries).extracting(HttpResponse::statusCode).containsExactly(302, 302, 302, 429, 429);
        assertThat(tries.get(4).headers().firstValueAsLong("retry-after").orElse(0))
                .isBetween(1L, 60L);
        assertThat(tries.get(4).body()).contains("Too many tries");

        assertThat(logIn(attacker, "/login", "safety-another").statusCode()).isEqualTo(302);
        assertThat(IntStream.range(0, 30)
                        .filter(number ->
                                logIn(attacker, "/login", "safety-" + number).statusCode() == 429)
                        .findFirst())
                .isPresent();
    }

    @Test
    void behindTlsCookiesAreSecureAndBrowsersStayWithIt() {
        HttpResponse<String> page = RunningConsole.visitorOf(strict).send("GET", "/login", BEHIND_TLS);
        HttpResponse<String> other = RunningConsole.visitorOf(strict).send("GET", "/", BEHIND_TLS);

        assertThat(page.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HTTPOnly", "SameSite=Strict"));
        assertThat(other.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HTTPOnly", "SameSite="));
        assertThat(page.headers().firstValue("strict-transport-security").orElse(""))
                .contains("max-age=31536000");
        assertThat(console.visitor().send("GET", "/login", BEHIND_TLS).headers().allValues("set-cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }

    @Test
    void noLoginHoldsForEver() {
        assertThat(busy.cookie("paco-console")).isNotEmpty();
        assertThat(busy.get("/account").statusCode()).isEqualTo(302);
    }

    @Test
    void aSessionAndATokenFromBeforeALoginAreWorthNothingAfterIt() {
        console.user("safety-fixed", "researcher");
        Visitor visitor = console.visitor();
        visitor.get("/login");
        String token = visitor.cookie("paco-console-csrf");
        visitor.logIn("safety-fixed", RunningConsole.PASSWORD);
        String session = visitor.cookie("paco-console");
        visitor.get("/account");
        String tokenAfter = visitor.cookie("paco-console-csrf");

        visitor.logIn("safety-fixed", RunningConsole.PASSWORD);

        assertThat(tokenAfter).isNotEmpty().isNotEqualTo(token);
        assertThat(visitor.cookie("paco-console")).isNotEmpty().isNotEqualTo(session);
        assertThat(console.visitor()
                        .send("GET", "/account", Map.of("Cookie", "paco-console=" + session))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void aLoginLeadsNowhereElse() {
        console.user("safety-redirected", "researcher");
        for (String elsewhere : List.of("//example.org", "https://example.org/", "/\\example.org", "not%base64")) {
            Visitor visitor = console.visitor();
            visitor.plant(
                    "REDIRECT_URI", Base64.getEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8)));

            HttpResponse<String> in = visitor.post(
                    "/login", Map.of("username", "safety-redirected", "password", RunningConsole.PASSWORD));

            assertThat(in.headers().firstValue("location")).contains("/");
        }
        assertThat(console.visitor().get("//example.org/").headers().firstValue("location"))
                .isEmpty();
    }

    @Test
    void aLoginLeadsBackToWhereOneWas() {
        console.user("safety-returning", "researcher");
        Visitor visitor = console.visitor();
        visitor.get("/participants?prefix=RID");

        assertThat(visitor.post("/login", Map.of("username", "safety-returning", "password", RunningConsole.PASSWORD))
                        .headers()
                        .firstValue("location"))
                .contains("/participants?prefix=RID");
    }

    @Test
    void whatCannotBeANameIsRefusedAsAnyOther() {
        for (String name : List.of("a\0b", "x".repeat(5000), "' OR 1=1 --", "")) {
            HttpResponse<String> answer = logIn(console.visitor(), "/login", name);

            assertThat(answer.statusCode() + " " + answer.headers().firstValue("location"))
                    .isEqualTo("302 Optional[/login?error]");
        }
    }

    @Test
    void formsThatAreNoneAreRefusedWithoutATrace() {
        Visitor visitor = console.visitor();

        assertThat(visitor.send("POST", "/login", Map.of("Content-Type", "text/plain"), "username=a")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.send(
                                "POST",
                                "/login",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "username=%zz")
                        .statusCode())
                .isIn(400, 403);
        assertThat(visitor.send("POST", "/login", Map.of("Content-Type", "multipart/form-data; boundary=x"), "--y\r\n")
                        .statusCode())
                .isIn(400, 403);
    }

    /** Their bodies never come. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            /participants/add/list, multipart/form-data; boundary=x,   403
            /login,                 multipart/form-data; boundary=x,   403
            /login,                 application/x-www-form-urlencoded, 408""")
    void nobodyWhoIsNotLoggedInIsWaitedFor(String path, String type, int status) throws IOException {
        int port = URI.create(RunningConsole.url(strict)).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("POST " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nCookie: paco-console-csrf=any\r\nContent-Type: "
                                    + type + "\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void whoWasNotLoggedInFillsNoAudit() {
        String before = console.query("SELECT count(*) FROM paco_console_audit WHERE act = 'log_out'")
                .get(0);

        HttpResponse<String> out = console.visitor().post("/logout", Map.of());

        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(console.query("SELECT count(*) FROM paco_console_audit WHERE act = 'log_out'"))
                .containsExactly(before);
    }

    @Test
    void noPasswordIsLogged() {
        List<Logger> loggers = List.of(
                (Logger) LoggerFactory.getLogger("org.springframework"), (Logger) LoggerFactory.getLogger("dev.paco"));
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        loggers.forEach(logger -> logger.setAdditive(false));
        loggers.forEach(logger -> logger.addAppender(lines));
        loggers.forEach(logger -> logger.setLevel(Level.TRACE));
        try {
            console.visitor()
                    .post("/login", Map.of("username", "safety-logged", "password", "a wrong password to look for"));
            console.user("safety-logged", "researcher");
        } finally {
            loggers.forEach(logger -> logger.setLevel(null));
            loggers.forEach(logger -> logger.detachAppender(lines));
            loggers.forEach(logger -> logger.setAdditive(true));
            ((Logger) LoggerFactory.getLogger("dev.paco")).setLevel(Level.INFO);
        }

        assertThat(List.copyOf(lines.list))
                .isNotEmpty()
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("a wrong password to look for"))
                .noneMatch(line -> line.contains(RunningConsole.PASSWORD));
    }

    @Test
    void pagesAreNotKeptAndNotFramed() {
        assertThat(console.visitor().get("/login").headers().map())
                .containsEntry("cache-control", List.of("no-cache, no-store, max-age=0, must-revalidate"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("same-origin"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"));
    }
}
