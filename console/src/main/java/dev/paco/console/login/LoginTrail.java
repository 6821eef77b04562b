package dev.paco.console.login;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.page.ActorArgumentResolver;
import dev.paco.console.user.UserStore;
import java.time.Clock;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Notes who logs in and out, and who was refused. */
@Component
final class LoginTrail {

    private static final int LONGEST_NAME = 50;

    private final AuditLog audit;
    private final UserStore users;
    private final Clock clock;

    LoginTrail(AuditLog audit, UserStore users, Clock clock) {
        this.audit = audit;
        this.users = users;
        this.clock = clock;
    }

    Mono<Void> loggedIn(WebFilterExchange exchange, Authentication login) {
        return audit.note(actor(exchange, login.getName()), Act.LOG_IN)
                .then(users.loggedIn(login.getName(), clock.instant()));
    }

    Mono<Void> loggedOut(WebFilterExchange exchange, Authentication login) {
        return audit.note(actor(exchange, login.getName()), Act.LOG_OUT);
    }

    /** The name is what was typed, which may be anything: a known one is noted, others only that they were none. */
    Mono<Void> refused(WebFilterExchange exchange) {
        return exchange.getExchange()
                .getFormData()
                .map(form -> PasswordLogin.username(String.valueOf(form.getFirst("username"))))
                .flatMap(typed -> typed.length() > LONGEST_NAME ? Mono.empty() : users.find(typed))
                .map(user -> user.username())
                .defaultIfEmpty("")
                .flatMap(known -> audit.note(
                        actor(exchange, known.isEmpty() ? "nobody" : known), Act.LOG_IN_REFUSED, known, Map.of()));
    }

    private static Actor actor(WebFilterExchange exchange, String username) {
        return new Actor(
                username, ActorArgumentResolver.addressOf(exchange.getExchange().getRequest()));
    }
}
