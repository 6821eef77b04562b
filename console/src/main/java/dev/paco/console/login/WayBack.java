package dev.paco.console.login;

import java.net.URI;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a login leads back to: a path of this console, in a cookie that stays until then. */
final class WayBack implements ServerRequestCache {

    private final CookieServerRequestCache cookie = new CookieServerRequestCache();

    @Override
    public Mono<Void> saveRequest(ServerWebExchange exchange) {
        return cookie.saveRequest(exchange);
    }

    @Override
    public Mono<URI> getRedirectUri(ServerWebExchange exchange) {
        return cookie.getRedirectUri(exchange);
    }

    /** Keeps the cookie: this is asked with every request, the one for the page to log in among them. */
    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        return Mono.empty();
    }

    /** Takes the cookie back. */
    Mono<Void> forget(ServerWebExchange exchange) {
        return cookie.removeMatchingRequest(exchange).then();
    }
}
