package dev.paco.gateway.admission;

import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Asks all questions of a request in one filter: each filter more costs every request, and questions that are answered at
 * once need none of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AdmissionFilter implements WebFilter {

    /**
     * Answers are nobody's to keep, to embed or to take for something else.
     *
     * @see <a href="https://owasp.org/www-project-secure-headers/">OWASP Secure Headers Project</a>
     */
    private static final Map<String, String> HEADERS = Map.of(
            HttpHeaders.CACHE_CONTROL,
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer");

    private final List<AdmissionCheck> checks;

    AdmissionFilter(List<AdmissionCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        HEADERS.forEach(headers::set);
        if (exchange.getRequest().getSslInfo() != null) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        for (AdmissionCheck check : checks) {
            Mono<Void> answer = check.answer(exchange);
            if (answer != null) {
                return answer;
            }
        }
        return chain.filter(exchange);
    }
}
