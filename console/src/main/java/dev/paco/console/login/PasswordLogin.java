package dev.paco.console.login;

import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.Passwords;
import dev.paco.console.user.UserStore;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Logs in with name and password. Neither the answer nor its time tells which of the two was wrong. */
@Component
final class PasswordLogin implements ReactiveAuthenticationManager {

    /** The field of the form that holds the name. */
    static final String USERNAME = "username";

    private final UserStore users;
    private final Passwords passwords;
    private final Clock clock;

    PasswordLogin(UserStore users, Passwords passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The name as users are kept; empty for none. */
    static String username(@Nullable String typed) {
        return typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication attempt) {
        String password = String.valueOf(attempt.getCredentials());
        return known(username(attempt.getName()))
                .filter(ConsoleUser::enabled)
                .map(user -> login(user, password))
                .defaultIfEmpty(passwords.matchesNobody(password).then(Mono.empty()))
                .flatMap(login -> login)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("refused")));
    }

    /** What cannot be a name is not looked for: Postgres would refuse some of it. */
    private Mono<ConsoleUser> known(String username) {
        return ConsoleUser.isName(username) ? users.find(username) : Mono.empty();
    }

    private Mono<Authentication> login(ConsoleUser user, String password) {
        return passwords
                .matches(password, user.passwordHash())
                .filter(Boolean::booleanValue)
                .map(matches -> Login.of(user, clock.instant()));
    }
}
