package dev.paco.console.login;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The tokens of forms, in cookies: in sessions, everybody who looks at the page to log in would take a place in memory. Secure where
 * the browser speaks TLS, be it to a proxy.
 */
final class CsrfCookies implements ServerCsrfTokenRepository {

    private final CookieServerCsrfTokenRepository plain = cookies(false);
    private final CookieServerCsrfTokenRepository secure = cookies(true);

    private static CookieServerCsrfTokenRepository cookies(boolean secure) {
        CookieServerCsrfTokenRepository cookies = new CookieServerCsrfTokenRepository();
        cookies.setCookieName("paco-console-csrf");
        cookies.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Strict").secure(secure));
        return cookies;
    }

    private CookieServerCsrfTokenRepository cookiesFor(ServerWebExchange exchange) {
        return "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme()) ? secure : plain;
    }

    /** After a login there is another token: one that somebody planted before is worth nothing. */
    Mono<Void> forget(ServerWebExchange exchange) {
        return saveToken(exchange, null);
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return plain.generateToken(exchange);
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return cookiesFor(exchange).saveToken(exchange, token);
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return plain.loadToken(exchange);
    }
}
