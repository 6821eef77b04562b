package dev.paco.console.login;

import dev.paco.console.page.Viewer;
import dev.paco.console.user.UserStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * Logins in sessions, each looked at again with every request: who was locked out, or has another role or password, is out at once, and
 * everybody after a while.
 */
@Component
final class CheckedSessions implements ServerSecurityContextRepository {

    private static final String CHECKED = CheckedSessions.class.getName();

    private final WebSessionServerSecurityContextRepository sessions = new WebSessionServerSecurityContextRepository();
    private final UserStore users;
    private final SessionProperties properties;
    private final Clock clock;

    CheckedSessions(UserStore users, SessionProperties properties, Clock clock) {
        this.users = users;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        exchange.getAttributes().remove(CHECKED);
        return sessions.save(exchange, context);
    }

    /** Looked at once a request, however often it is asked for. */
    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        Mono<SecurityContext> known = exchange.getAttribute(CHECKED);
        if (known != null) {
            return known;
        }
        Mono<SecurityContext> checked = sessions.load(exchange)
                .flatMap(context -> check(context, exchange))
                .cache();
        exchange.getAttributes().put(CHECKED, checked);
        return checked;
    }

    private Mono<SecurityContext> check(SecurityContext context, ServerWebExchange exchange) {
        Authentication login = context.getAuthentication();
        return login == null
                ? Mono.empty()
                : holds(login).flatMap(holds -> {
                    if (holds) {
                        Viewer.remember(exchange, login);
                        return Mono.just(context);
                    }
                    return exchange.getSession().flatMap(WebSession::invalidate).then(Mono.empty());
                });
    }

    private Mono<Boolean> holds(Authentication authentication) {
        return authentication.getPrincipal() instanceof Login login
                ? users.find(login.username())
                        .map(user -> login.holdsFor(user, clock.instant(), properties.lifetime()))
                        .defaultIfEmpty(false)
                : Mono.just(false);
    }

    /** Whether who sent this request was logged in, and is no more. A database that does not answer ends nobody's login. */
    Mono<Boolean> hasEnded(ServerWebExchange exchange) {
        return load(exchange)
                .mapNotNull(SecurityContext::getAuthentication)
                .flatMap(login ->
                        exchange.getSession().flatMap(session -> session.isExpired() ? Mono.just(false) : holds(login)))
                .map(holds -> !holds)
                .defaultIfEmpty(false)
                .onErrorReturn(false);
    }
}
