package dev.paco.gateway.auth;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.admission.OpenPaths;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Below {@code /api} everything needs the token of a participant who is not known to be deactivated, but logging in and what is signed; outside there is
 * only documentation and health. Paths are matched as those of controllers are, whatever is encoded in them. Where no token is needed
 * none is looked at: an expired one must not keep anybody from logging in again. Reads no database.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1: Authorization: Bearer</a>
 */
@Component
@Order(AdmissionCheck.TOKEN)
final class TokenCheck implements AdmissionCheck {

    private static final String SCHEME = "Bearer ";
    private static final PathPattern PROTECTED = PathPatternParser.defaultInstance.parse("/api/**");

    private final Tokens tokens;
    private final DeactivatedParticipants deactivated;
    private final ProblemResponses responses;

    TokenCheck(Tokens tokens, DeactivatedParticipants deactivated, ProblemResponses responses) {
        this.tokens = tokens;
        this.deactivated = deactivated;
        this.responses = responses;
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        if (!PROTECTED.matches(exchange.getRequest().getPath().pathWithinApplication())
                || OpenPaths.isWayToToken(exchange)
                || OpenPaths.isSigned(exchange)) {
            return null;
        }
        try {
            Caller.set(exchange, caller(exchange.getRequest()));
            return null;
        } catch (RefusedTokenException refused) {
            return responses.write(exchange.getResponse(), Problem.unauthenticated(refused.code()));
        }
    }

    private Caller caller(ServerHttpRequest request) {
        Caller caller = tokens.verify(bearer(request)).caller();
        if (deactivated.contains(caller.researchId())) {
            throw new RefusedTokenException(ProblemCode.PARTICIPANT_DEACTIVATED);
        }
        return caller;
    }

    /** The scheme counts in any case. */
    private static String bearer(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            throw new RefusedTokenException(ProblemCode.TOKEN_MISSING);
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RefusedTokenException(ProblemCode.TOKEN_INVALID);
        }
        return header.substring(SCHEME.length()).strip();
    }
}
