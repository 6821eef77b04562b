package dev.paco.gateway.limit;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.admission.SavePaths;
import dev.paco.gateway.problem.ProblemResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Limits saving single messages by the participant, when it is known and before the body is read. */
@Component
@Order(AdmissionCheck.PARTICIPANT)
final class SaveLimitCheck implements AdmissionCheck {

    private final RateLimits limits;
    private final ProblemResponses responses;

    SaveLimitCheck(RateLimits limits, ProblemResponses responses) {
        this.limits = limits;
        this.responses = responses;
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        if (caller == null || !SavePaths.isOne(exchange)) {
            return null;
        }
        return limits.save(caller.researchId(), 1)
                .map(problem -> responses.write(exchange.getResponse(), problem))
                .orElse(null);
    }
}
