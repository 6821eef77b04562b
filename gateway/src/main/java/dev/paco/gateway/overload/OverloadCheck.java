package dev.paco.gateway.overload;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.admission.SavePaths;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import dev.paco.gateway.publish.MessagePublisher;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns saves away before the body is read, so that a refusal costs little of what the others wait for: while an event loop is late, or the
 * log is, and only of those who send as much as others or have their share. Log-ins and health are answered all the same.
 */
@Component
@Order(AdmissionCheck.LOAD)
final class OverloadCheck implements AdmissionCheck {

    private final MessagePublisher publisher;
    private final Rounds rounds;
    private final ProblemResponses responses;

    OverloadCheck(MessagePublisher publisher, Rounds rounds, ProblemResponses responses) {
        this.publisher = publisher;
        this.rounds = rounds;
        this.responses = responses;
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        return caller != null && isSave(exchange) && isTooMuch(exchange, caller.researchId())
                ? responses.write(
                        exchange.getResponse(),
                        Problem.of(ProblemCode.GATEWAY_FULL, "The gateway has its hands full; try again shortly"))
                : null;
    }

    private boolean isTooMuch(ServerWebExchange exchange, String researchId) {
        return rounds.areLateFor(exchange, researchId) || publisher.isFullFor(researchId);
    }

    private static boolean isSave(ServerWebExchange exchange) {
        return HttpMethod.POST.equals(exchange.getRequest().getMethod()) && SavePaths.isAny(exchange);
    }
}
