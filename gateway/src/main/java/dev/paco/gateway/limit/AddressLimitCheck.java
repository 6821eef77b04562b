package dev.paco.gateway.limit;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.problem.ProblemResponses;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Limits what needs no token by the client's address, before anything of it is read. */
@Component
@Order(AdmissionCheck.ADDRESS)
final class AddressLimitCheck implements AdmissionCheck {

    /** As controllers match: what is encoded in a path makes no difference. */
    private static final List<PathPattern> LIMITED = Stream.of(
                    "/api/v1/auth/login", "/api/v1/auth/validate-research-id", "/api/v1/auth/acknowledge-disclaimer")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

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
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (LIMITED.stream().noneMatch(limited -> limited.matches(path))) {
            return null;
        }
        return limits.call(addresses.of(exchange.getRequest()))
                .map(problem -> responses.write(exchange.getResponse(), problem))
                .orElse(null);
    }
}
