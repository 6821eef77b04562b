package dev.paco.console.user;

import dev.paco.common.start.StartFailureException;
import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes the operator {@code admin} from {@code PACO_ADMIN_PASSWORD} where no operator gets in, and waits for the database, and its
 * migration, for that.
 */
@Component
final class FirstOperator {

    private static final Logger log = LoggerFactory.getLogger(FirstOperator.class);
    private static final String USERNAME = "admin";
    private static final Actor START = new Actor("PACO_ADMIN_PASSWORD", "");
    private static final Map<String, String> OPERATOR = Map.of("role", Role.OPERATOR.wireName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final UserStore users;
    private final Passwords passwords;
    private final AuditLog audit;
    private final String password;

    FirstOperator(UserStore users, Passwords passwords, AuditLog audit, FirstOperatorProperties properties) {
        this.users = users;
        this.passwords = passwords;
        this.audit = audit;
        this.password = properties.adminPassword();
        if (!password.isEmpty()) {
            Passwords.fault(password).ifPresent(fault -> {
                throw new StartFailureException(
                        "PACO_ADMIN_PASSWORD " + fault + ".",
                        "Set it to a password of " + Passwords.SHORTEST + " characters or more.");
            });
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void make() {
        users.hasOperator()
                .flatMap(there -> there ? Mono.<Void>empty() : makeAdmin())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(attempt -> log.debug("No users yet", attempt.failure())))
                .subscribe();
    }

    private Mono<Void> makeAdmin() {
        if (password.isEmpty()) {
            log.warn("Nobody can log in: there is no operator, and PACO_ADMIN_PASSWORD is not set");
            return Mono.empty();
        }
        return passwords
                .hash(password)
                .flatMap(hash -> users.find(USERNAME)
                        .flatMap(there -> audit.note(START, Act.RESET_PASSWORD, USERNAME, OPERATOR)
                                .then(users.changePassword(USERNAME, hash))
                                .then(users.change(USERNAME, Role.OPERATOR, true)))
                        .switchIfEmpty(Mono.defer(() -> audit.note(START, Act.ADD_USER, USERNAME, OPERATOR)
                                .then(users.add(USERNAME, hash, Role.OPERATOR, START.username())))))
                .doOnNext(made -> log.info("The operator {} has the password of PACO_ADMIN_PASSWORD", USERNAME))
                .then();
    }
}
