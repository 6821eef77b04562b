package dev.paco.console.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@ConsoleTest
class UsersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern GENERATED = Pattern.compile("id=\"generated-password\">([^<]+)<");
    private static final String OTHERS_LOCKED =
            "UPDATE paco_console_users SET enabled = %s WHERE username NOT IN ('users-operator', 'users-second')";

    private final RunningConsole console;
    private final Visitor operator;

    UsersIT(RunningConsole console) {
        this.console = console;
        this.operator = console.user("users-operator", "operator");
    }

    @Test
    void aGeneratedPasswordIsShownOnce() {
        HttpResponse<String> added =
                operator.post("/users", Map.of("username", "users-new", "role", "researcher", "password", ""));
        Matcher shown = GENERATED.matcher(operator.get("/users/users-new?added").body());

        assertThat(added.statusCode()).isEqualTo(303);
        assertThat(added.headers().firstValue("location")).contains("/users/users-new?added");
        assertThat(shown.find()).isTrue();
        assertThat(operator.get("/users/users-new").body()).doesNotContain(shown.group(1));
        assertThat(console.visitor()
                        .post("/login", Map.of("username", " Users-New ", "password", shown.group(1)))
                        .headers()
                        .firstValue("location"))
                .contains("/");
        assertThat(console.query("SELECT act || ' ' || details FROM paco_console_audit WHERE subject = 'users-new'"))
                .containsExactly("add_user {\"role\": \"researcher\"}");
    }

    @Test
    void theFirstOperatorIsNotedToo() {
        assertThat(console.query("SELECT act || ' ' || subject || ' ' || details FROM paco_console_audit"
                        + " WHERE username = 'PACO_ADMIN_PASSWORD'"))
                .containsExactly("add_user admin {\"role\": \"operator\"}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Ümlaut,         researcher, '',    The name has to be of
            nobody,         researcher, '',    The name has to be of
            users-operator, researcher, '',    There is a user users-operator already
            users-bad,      emperor,    '',    There is no role emperor
            users-bad,      operator,   short, The password is shorter than 8 characters""")
    void whatIsWrongIsSaidAndWhatWasTypedIsKept(String username, String role, String password, String fault) {
        HttpResponse<String> page =
                operator.post("/users", Map.of("username", username, "role", role, "password", password));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(fault, "value=\"" + username + "\"");
        assertThat(console.query("SELECT username FROM paco_console_users WHERE username = 'users-bad'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "role", "password"})
    void whoIsChangedIsOutAtOnceAndStaysOut(String act) {
        Visitor changed = console.user("users-" + act, "researcher");
        assertThat(changed.get("/account").statusCode()).isEqualTo(200);

        HttpResponse<String> answer = operator.post(
                "/users/users-" + act + "/" + act, Map.of("role", "operator", "password", RunningConsole.PASSWORD));
        operator.post("/users/users-" + act + "/unlock", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(changed.get("/account").statusCode()).isEqualTo(302);
    }

    @Test
    void alsoAnAnswerThatLastsEndsWithItsLogin() {
        Visitor watching = console.user("users-watching", "operator");
        CompletableFuture<HttpResponse<String>> stream = CompletableFuture.supplyAsync(
                () -> watching.send("GET", "/failing/lasting", Map.of("Accept", "text/event-stream")));
        await().during(Duration.ofMillis(500)).until(() -> !stream.isDone());

        operator.post("/users/users-watching/lock", Map.of());

        assertThat(stream)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLockedUserDoesNotGetIn() {
        console.user("users-locked", "operator");
        operator.post("/users/users-locked/lock", Map.of());

        assertThat(console.visitor()
                        .post("/login", Map.of("username", "users-locked", "password", RunningConsole.PASSWORD))
                        .headers()
                        .firstValue("location"))
                .contains("/login?error");
    }

    @Test
    void theLastOperatorStaysOne() {
        console.execute(OTHERS_LOCKED.formatted("false"));
        console.execute("UPDATE paco_console_users SET role = 'researcher' WHERE username = 'users-second'");
        try {
            HttpResponse<String> demoted = operator.post("/users/users-operator/role", Map.of("role", "researcher"));
            HttpResponse<String> locked = operator.post("/users/users-operator/lock", Map.of());

            assertThat(demoted.statusCode()).isEqualTo(409);
            assertThat(console.query("SELECT details ->> 'refused' FROM paco_console_audit"
                            + " WHERE subject = 'users-operator' AND act = 'change_user' ORDER BY id"))
                    .containsExactly(null, "last operator", null, "last operator");
            assertThat(locked.body()).contains("there would be no operator who gets in");
            assertThat(operator.get("/users").statusCode()).isEqualTo(200);
        } finally {
            console.execute(OTHERS_LOCKED.formatted("true"));
        }
    }

    @Test
    void twoOperatorsDoNotLockEachOtherOut() {
        console.user("users-second", "operator");
        UserStore users = console.bean(UserStore.class);
        console.execute(OTHERS_LOCKED.formatted("false"));
        try {
            for (int round = 0; round < 10; round++) {
                console.execute("UPDATE paco_console_users SET enabled = true, role = 'operator'"
                        + " WHERE username IN ('users-operator', 'users-second')");
                Mono.zip(
                                users.change("users-operator", Role.OPERATOR, false),
                                users.change("users-second", Role.RESEARCHER, true))
                        .block(PATIENCE);

                assertThat(users.hasOperator().block(PATIENCE)).isTrue();
            }
        } finally {
            console.execute(OTHERS_LOCKED.formatted("true"));
            console.execute("UPDATE paco_console_users SET enabled = true, role = 'operator'"
                    + " WHERE username IN ('users-operator', 'users-second')");
        }
    }

    @Test
    void anotherPasswordOfOnesOwnEndsAllSessionsButThisOne() {
        Visitor here = console.user("users-own", "researcher");
        Visitor there = console.user("users-own", "researcher");
        String session = here.cookie("paco-console");

        HttpResponse<String> wrong = here.post(
                "/account/password",
                Map.of("password", "not the old one", "new-password", "another one", "repeated", "another one"));
        HttpResponse<String> right = here.post(
                "/account/password",
                Map.of("password", RunningConsole.PASSWORD, "new-password", "another one", "repeated", "another one"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("The password that you have now is another one");
        assertThat(console.query("SELECT details ->> 'refused' FROM paco_console_audit"
                        + " WHERE subject = 'users-own' AND act = 'change_password' ORDER BY id"))
                .containsExactly("wrong password", null);
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(here.get("/account?changed").body()).contains("Your password is changed");
        assertThat(here.cookie("paco-console")).isNotEqualTo(session);
        assertThat(there.get("/account").statusCode()).isEqualTo(302);
    }
}
