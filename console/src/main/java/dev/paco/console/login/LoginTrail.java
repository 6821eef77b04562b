package dev.paco.console.login;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.page.ActorArgumentResolver;
import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.UserStore;
import java.time.Clock;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Notes who logs in and out, and who was refused. */
@Component
final class LoginTrail {

    private static final String NOBODY = "nobody";

    private final AuditLog audit;
    private final UserStore users;
    private final Clock clock;

    LoginTrail(AuditLog audit, UserStore users, Clock clock) {
        this.audit = audit;
        this.users = users;
        this.clock = clock;
    }

    Mono<Void> loggedIn(ServerWebExchange exchange, Authentication login) {
        return audit.note(actor(exchange, login.getName()), Act.LOG_IN)
                .then(users.loggedIn(login.getName(), clock.instant()));
    }

    /** Only of who was logged in: whoever else asks for it fills no audit. */
    Mono<Void> loggedOut(ServerWebExchange exchange, Authentication login) {
        return login.getPrincipal() instanceof Login
                ? audit.note(actor(exchange, login.getName()), Act.LOG_OUT)
                : Mono.empty();
    }

    /** The name is what was typed, which may be anything: a known one is noted, others only that they were none. */
    Mono<Void> refused(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> PasswordLogin.username(form.getFirst(PasswordLogin.USERNAME)))
                .filter(ConsoleUser::isName)
                .flatMap(users::find)
                .map(ConsoleUser::username)
                .defaultIfEmpty(NOBODY)
                .flatMap(name -> audit.note(
                        actor(exchange, name), Act.LOG_IN_REFUSED, name.equals(NOBODY) ? "" : name, Map.of()));
    }

    private static Actor actor(ServerWebExchange exchange, String username) {
        return new Actor(username, ActorArgumentResolver.addressOf(exchange.getRequest()));
    }
}
