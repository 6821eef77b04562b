package dev.paco.console.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paco.console.user.ConsoleUser;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses passwords that are tried too often from one address (of IPv6, a /64), or for one user. */
@Component
final class LoginLimit {

    /** The same that Spring Security tells a login by: a path may be written in several ways. */
    private static final ServerWebExchangeMatcher LOGINS =
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/login");

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST_TRACKED = 200_000;
    private static final int NETWORK_BYTES = 8;

    private final Cache<String, Bucket> networks = tracked();
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
        return LOGINS.matches(exchange).map(MatchResult::isMatch).flatMap(login -> {
            if (!login) {
                return chain.filter(exchange);
            }
            return exchange.getFormData()
                    .map(form -> PasswordLogin.username(form.getFirst(PasswordLogin.USERNAME)))
                    .flatMap(username -> claim(exchange, username))
                    .then(Mono.defer(() -> chain.filter(exchange)));
        });
    }

    /** Counts a try for {@code username}; fails with 429 and {@code Retry-After} when there were too many. */
    Mono<Void> claim(ServerWebExchange exchange, String username) {
        // What cannot be a name is nobody's, however it is spelt.
        String user = ConsoleUser.isName(username) ? username : "";
        long seconds = wait(networks, network(exchange.getRequest()), properties.perAddress());
        if (seconds == 0) {
            // An address that is refused uses up nobody's tries.
            seconds = wait(users, user, properties.perUser());
        }
        if (seconds == 0) {
            return Mono.empty();
        }
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

    private static String network(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return network(remote == null ? null : remote.getAddress());
    }

    /** Who has one address of IPv6 has the others of its network. */
    static String network(@Nullable InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
