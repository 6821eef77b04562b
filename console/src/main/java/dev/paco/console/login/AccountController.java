package dev.paco.console.login;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.page.SeeOther;
import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.Passwords;
import dev.paco.console.user.UserStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A user's own account, and another password for it. */
@Controller
class AccountController {

    private static final String VIEW = "account";

    private final UserStore users;
    private final Passwords passwords;
    private final AuditLog audit;
    private final LoginLimit limit;
    private final CheckedSessions sessions;
    private final Clock clock;

    AccountController(
            UserStore users,
            Passwords passwords,
            AuditLog audit,
            LoginLimit limit,
            CheckedSessions sessions,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.audit = audit;
        this.limit = limit;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/account")
    String account() {
        return VIEW;
    }

    @PostMapping("/account/password")
    Mono<Rendering> changePassword(Actor actor, ServerWebExchange exchange) {
        return limit.claim(exchange, actor.username())
                .then(Mono.defer(exchange::getFormData))
                .flatMap(form -> users.find(actor.username())
                        .flatMap(user -> passwords
                                .matches(field(form, "password"), user.passwordHash())
                                .flatMap(right -> right
                                        ? Mono.just(true)
                                        : audit.noteRefused(
                                                        actor, Act.CHANGE_PASSWORD, actor.username(), "wrong password")
                                                .thenReturn(false))
                                .map(right -> fault(right, form)))
                        .flatMap(fault -> fault.map(AccountController::refused)
                                .orElseGet(() -> change(actor, field(form, "new-password"), exchange))));
    }

    private static Optional<String> fault(boolean right, MultiValueMap<String, String> form) {
        String wanted = field(form, "new-password");
        if (!right) {
            return Optional.of("The password that you have now is another one.");
        }
        if (!wanted.equals(field(form, "repeated"))) {
            return Optional.of("The new password and its repetition differ.");
        }
        if (wanted.equals(field(form, "password"))) {
            return Optional.of("The new password is the one that you have.");
        }
        return Passwords.fault(wanted).map(fault -> "The new password " + fault + ".");
    }

    private static Mono<Rendering> refused(String fault) {
        return Mono.just(Rendering.view(VIEW)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("fault", fault)
                .build());
    }

    /** All sessions of the user end but this one, which goes on under another name. */
    private Mono<Rendering> change(Actor actor, String password, ServerWebExchange exchange) {
        return audit.note(actor, Act.CHANGE_PASSWORD, actor.username(), Map.of())
                .then(passwords.hash(password))
                .flatMap(hash -> users.changePassword(actor.username(), hash))
                .then(Mono.defer(() -> users.find(actor.username())))
                .flatMap(user -> stay(user, exchange))
                .thenReturn(SeeOther.at("/account?changed"));
    }

    private Mono<Void> stay(ConsoleUser user, ServerWebExchange exchange) {
        return sessions.save(exchange, new SecurityContextImpl(Login.of(user, clock.instant())));
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
