package dev.paco.console.login;

import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.Passwords;
import dev.paco.console.user.UserStore;
import java.util.Locale;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Logs in with name and password. Neither the answer nor its time tells which of the two was wrong. */
@Component
final class PasswordLogin implements ReactiveAuthenticationManager {

    private final UserStore users;
    private final Passwords passwords;

    PasswordLogin(UserStore users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** The name as users are kept. */
    static String username(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication attempt) {
        String password = String.valueOf(attempt.getCredentials());
        return users.find(username(attempt.getName()))
                .filter(ConsoleUser::enabled)
                .map(user -> login(user, password))
                .defaultIfEmpty(passwords.matchesNobody(password).then(Mono.empty()))
                .flatMap(login -> login)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("refused")));
    }

    private Mono<Authentication> login(ConsoleUser user, String password) {
        return passwords
                .matches(password, user.passwordHash())
                .filter(Boolean::booleanValue)
                .map(matches -> Login.of(user));
    }
}
