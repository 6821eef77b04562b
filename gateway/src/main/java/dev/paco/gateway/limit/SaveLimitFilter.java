package dev.paco.gateway.limit;

import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemResponses;
import java.security.Principal;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Limits saving single messages by the participant, when it is known and before the body is read. */
@Component
@Order(SaveLimitFilter.AFTER_SECURITY)
final class SaveLimitFilter implements WebFilter {

    static final int AFTER_SECURITY = -95;

    private static final PathPattern LIMITED = PathPatternParser.defaultInstance.parse("/api/v1/chat/save-message");

    private final RateLimits limits;
    private final ProblemResponses responses;

    SaveLimitFilter(RateLimits limits, ProblemResponses responses) {
        this.limits = limits;
        this.responses = responses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!LIMITED.matches(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(this::refusal)
                .defaultIfEmpty(Optional.empty())
                .flatMap(refusal -> refusal.map(problem -> responses.write(exchange.getResponse(), problem))
                        .orElseGet(() -> chain.filter(exchange)));
    }

    private Optional<Problem> refusal(Principal caller) {
        return limits.save(caller.getName(), 1);
    }
}
