package dev.paco.console.login;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads the tokens of forms. Those of forms with files stand in the body, which may fill memory and disk before anybody is asked who they
 * are: only the page that has such a form gets it read, and only of who is logged in.
 */
final class FormTokens implements ServerCsrfTokenRequestHandler {

    private static final String MULTIPART = "multipart/";

    private static final ServerWebExchangeMatcher WITH_FILES =
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/participants/add/list");

    private final CheckedSessions sessions;
    private final XorServerCsrfTokenRequestAttributeHandler tokens = new XorServerCsrfTokenRequestAttributeHandler();

    FormTokens(CheckedSessions sessions) {
        this.sessions = sessions;
        tokens.setTokenFromMultipartDataEnabled(true);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        tokens.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        Mono<String> resolved = Mono.defer(() -> tokens.resolveCsrfTokenValue(exchange, token));
        return isMultipart(exchange) ? mayHaveFiles(exchange).filter(may -> may).flatMap(may -> resolved) : resolved;
    }

    private static boolean isMultipart(ServerWebExchange exchange) {
        String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    }

    private Mono<Boolean> mayHaveFiles(ServerWebExchange exchange) {
        return WITH_FILES
                .matches(exchange)
                .filter(MatchResult::isMatch)
                .flatMap(match -> sessions.load(exchange).hasElement());
    }
}
