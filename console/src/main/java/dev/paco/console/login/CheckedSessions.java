package dev.paco.console.login;

import dev.paco.console.user.UserStore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Logins in sessions, each looked at again with every request: who was locked out, or has another role or password, is out at once. */
@Component
final class CheckedSessions implements ServerSecurityContextRepository {

    private final WebSessionServerSecurityContextRepository sessions = new WebSessionServerSecurityContextRepository();
    private final UserStore users;

    CheckedSessions(UserStore users) {
        this.users = users;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return sessions.save(exchange, context);
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return sessions.load(exchange).filterWhen(this::holds);
    }

    private Mono<Boolean> holds(SecurityContext context) {
        return context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof Login login
                ? users.find(login.username()).map(login::holdsFor).defaultIfEmpty(false)
                : Mono.just(false);
    }
}
