package dev.paco.console.login;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the form's logins are put: a login that cannot be noted is none. */
final class NotedLogins implements ServerSecurityContextRepository {

    private final LoginTrail trail;
    private final CheckedSessions sessions;

    NotedLogins(LoginTrail trail, CheckedSessions sessions) {
        this.trail = trail;
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        Mono<Void> noted = context == null || context.getAuthentication() == null
                ? Mono.empty()
                : trail.loggedIn(exchange, context.getAuthentication());
        return noted.then(Mono.defer(() -> sessions.save(exchange, context)));
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return sessions.load(exchange);
    }
}
