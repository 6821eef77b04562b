package dev.paco.console.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paco.console.page.ActorArgumentResolver;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses tries to log in that come too often from one address, or for one user. */
@Component
final class LoginLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST_TRACKED = 10_000;

    private final Cache<String, Bucket> addresses = tracked();
    private final Cache<String, Bucket> users = tracked();
    private final LoginProperties properties;

    LoginLimit(LoginProperties properties) {
        this.properties = properties;
    }

    private static Cache<String, Bucket> tracked() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_TRACKED)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }

    /** A filter for the chain of security alone; as a bean of its own it would stand outside as well. */
    WebFilter filter() {
        return this::filter;
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!request.getMethod().equals(HttpMethod.POST)
                || !request.getPath().value().equals("/login")) {
            return chain.filter(exchange);
        }
        return exchange.getFormData()
                .map(form -> PasswordLogin.username(String.valueOf(form.getFirst("username"))))
                .flatMap(username -> {
                    long seconds = Math.max(
                            wait(addresses, ActorArgumentResolver.addressOf(request), properties.perAddress()),
                            wait(users, username, properties.perUser()));
                    return seconds == 0 ? chain.filter(exchange) : refuse(exchange, seconds);
                });
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, long seconds) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return Mono.error(new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS));
    }

    /** Seconds until the next try may be made; 0 when this one may. */
    private static long wait(Cache<String, Bucket> buckets, String key, int perMinute) {
        ConsumptionProbe probe = buckets.get(key, absent -> bucket(perMinute)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
