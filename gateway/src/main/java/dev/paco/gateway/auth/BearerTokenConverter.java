package dev.paco.gateway.auth;

import dev.paco.gateway.problem.ProblemCode;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the token from the header {@code Authorization: Bearer …}, RFC 6750, section 2.1; the scheme in any case. */
@Component
final class BearerTokenConverter implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Mono.empty();
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Mono.error(new RefusedTokenException(ProblemCode.TOKEN_INVALID));
        }
        return Mono.just(
                BearerToken.unverified(header.substring(SCHEME.length()).strip()));
    }
}
