package dev.paco.gateway.limit;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.admission.OpenPaths;
import dev.paco.gateway.problem.ProblemResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Limits what needs no token by the client's address, before anything of it is read. */
@Component
@Order(AdmissionCheck.ADDRESS)
final class AddressLimitCheck implements AdmissionCheck {

    private final RateLimits limits;
    private final ClientAddresses addresses;
    private final ProblemResponses responses;

    AddressLimitCheck(RateLimits limits, ClientAddresses addresses, ProblemResponses responses) {
        this.limits = limits;
        this.addresses = addresses;
        this.responses = responses;
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        if (!OpenPaths.isWayToToken(exchange)) {
            return null;
        }
        return limits.call(addresses.of(exchange.getRequest()))
                .map(problem -> responses.write(exchange.getResponse(), problem))
                .orElse(null);
    }
}
