package dev.paco.gateway.auth;

import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Matches where a token is looked at: an expired one must not keep anybody from logging in again. */
final class TokenRequired implements ServerWebExchangeMatcher {

    private final Set<String> open;

    TokenRequired(String... open) {
        this.open = Set.of(open);
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return path.value().startsWith("/api/") && !open.contains(path.value())
                ? MatchResult.match()
                : MatchResult.notMatch();
    }
}
