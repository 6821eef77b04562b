package dev.paco.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Walks all routes: each has to be one that this test knows what for. */
@ConsoleTest
class AccessIT {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]+?}(?=/|\\.|$)");
    private static final Map<String, String> FORM =
            Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html");

    /** What each route is for, the first that fits; POST is always an act. */
    private enum Kind {
        OPEN(List.of("/login")),
        OWN(List.of("/account", "/account/.*")),
        ACT_OF_OPERATORS(List.of(
                "/participants/add(/.*)?",
                "/participants/[^/]+/.+",
                "/(pipeline|dead-letters|replay|audit|users|jobs|failing)(/.*)?")),
        RESEARCHERS_PAGE(List.of(
                "/",
                "/overview(/.*)?",
                "/conversations(/.*)?",
                "/export(/.*)?",
                "/participants",
                "/participants/[^/]+"));

        private final String paths;

        Kind(List<String> paths) {
            this.paths = String.join("|", paths);
        }
    }

    private record Route(String method, String path) {

        Kind kind() {
            List<Kind> kinds = Stream.of(Kind.values())
                    .filter(kind -> path.matches(kind.paths))
                    .toList();
            assertThat(kinds)
                    .as("%s is of no kind: say here, and in SecurityConfiguration, who may", this)
                    .isNotEmpty();
            Kind kind = kinds.get(0);
            return kind == Kind.RESEARCHERS_PAGE && !method.equals("GET") ? Kind.ACT_OF_OPERATORS : kind;
        }
    }

    private final RunningConsole console;

    AccessIT(RunningConsole console) {
        this.console = console;
    }

    private List<Route> routes() {
        List<Route> routes = console.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(AccessIT::routes)
                .toList();
        assertThat(routes)
                .hasSizeGreaterThan(15)
                .allSatisfy(route -> assertThatCode(route::kind).doesNotThrowAnyException());
        return routes;
    }

    private static Stream<Route> routes(RequestMappingInfo mapping) {
        assertThat(mapping.getMethodsCondition().getMethods())
                .as("%s takes any method", mapping)
                .isNotEmpty();
        return mapping.getPatternsCondition().getPatterns().stream()
                .map(pattern -> VARIABLE.matcher(pattern.getPatternString()).replaceAll("1"))
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> new Route(method, path)));
    }

    private List<Route> routes(Kind kind) {
        return routes().stream().filter(route -> route.kind() == kind).toList();
    }

    private static String answer(HttpResponse<String> answer) {
        return answer.statusCode()
                + answer.headers().firstValue("location").map(to -> " " + to).orElse("");
    }

    @Test
    void withoutALoginThereIsThePageForItAlone() {
        Visitor nobody = console.visitor();

        assertThat(routes()).filteredOn(route -> route.kind() != Kind.OPEN).allSatisfy(route -> {
            HttpResponse<String> page =
                    route.method().equals("GET") ? nobody.get(route.path()) : nobody.post(route.path(), Map.of());
            assertThat(answer(page)).isEqualTo("302 /login");
            assertThat(answer(nobody.send(route.method(), route.path(), Map.of("HX-Request", "true"))))
                    .isEqualTo(route.method().equals("GET") ? "401" : "403");
        });
        assertThat(nobody.send("GET", "/", Map.of("HX-Request", "true"))
                        .headers()
                        .firstValue("hx-redirect"))
                .contains("/login");
        assertThat(answer(nobody.get("/there-is-no-such-page"))).isEqualTo("302 /login");
        assertThat(List.of("/login", "/livez", "/readyz"))
                .allSatisfy(
                        open -> assertThat(nobody.send("GET", open, Map.of()).statusCode())
                                .isEqualTo(200));
    }

    @Test
    void researchersDoNotAct() {
        Visitor researcher = console.user("access-researcher", "researcher");

        assertThat(routes(Kind.ACT_OF_OPERATORS))
                .allSatisfy(route -> assertThat((route.method().equals("GET")
                                        ? researcher.get(route.path())
                                        : researcher.post(route.path(), Map.of()))
                                .statusCode())
                        .isEqualTo(403));
        assertThat(routes(Kind.RESEARCHERS_PAGE))
                .allSatisfy(route ->
                        assertThat(researcher.get(route.path()).statusCode()).isNotIn(302, 401, 403, 500));
        assertThat(researcher.get("/there-is-no-such-page").statusCode()).isEqualTo(403);
    }

    @Test
    void nothingIsDoneWithoutTheTokenOfAForm() {
        Visitor operator = console.user("access-operator", "operator");

        assertThat(routes()).filteredOn(route -> !route.method().equals("GET")).allSatisfy(route -> {
            assertThat(operator.send(route.method(), route.path(), FORM).statusCode())
                    .isEqualTo(403);
            assertThat(operator.postWith(route.path(), Map.of(), "forged").statusCode())
                    .isEqualTo(403);
        });
        assertThat(operator.send("POST", "/logout", FORM).statusCode()).isEqualTo(403);
        assertThat(operator.send("POST", "/login", FORM).statusCode()).isEqualTo(403);
        assertThat(operator.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void loggingOutByALinkIsNotPossible() {
        Visitor researcher = console.user("access-researcher", "researcher");

        assertThat(researcher.get("/logout").statusCode()).isEqualTo(404);
        assertThat(researcher.get("/account").statusCode()).isEqualTo(200);
    }
}
