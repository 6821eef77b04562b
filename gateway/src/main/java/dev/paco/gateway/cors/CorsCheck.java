package dev.paco.gateway.cors;

import dev.paco.gateway.admission.AdmissionCheck;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets the configured web pages call, with credentials; every other origin is answered 403, before authentication. */
@Component
@Order(AdmissionCheck.ORIGIN)
final class CorsCheck implements AdmissionCheck {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/*?#\\s]+");
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private final CorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration cors = new CorsConfiguration();
    private final ProblemResponses responses;

    CorsCheck(CorsProperties properties, ProblemResponses responses) {
        this.responses = responses;
        properties.origins().forEach(origin -> cors.addAllowedOrigin(checked(origin.strip())));
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.ACCEPT,
                "Prefer",
                "Idempotency-Key",
                "traceparent",
                "tracestate"));
        cors.setExposedHeaders(List.of(HttpHeaders.LOCATION, "Preference-Applied", HttpHeaders.RETRY_AFTER));
        cors.setAllowCredentials(true);
        cors.setMaxAge(MAX_AGE);
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        if (!processor.process(cors, exchange)) {
            return responses.write(
                    exchange.getResponse(),
                    Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED, "This origin or its request may not call the gateway"));
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : null;
    }

    private static String checked(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new InvalidOriginException(origin);
        }
        return origin;
    }
}
