package dev.paco.console.user;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords, with bcrypt, on two threads of their own: a flood of logins leaves the other cores alone, and beyond a hundred that
 * wait is refused. Length is what is asked of passwords, no kinds of characters.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B</a>
 */
@Component
public final class Passwords implements DisposableBean {

    /** The fewest characters of a password. */
    public static final int SHORTEST = 8;

    /** The most bytes of a password that bcrypt looks at. */
    public static final int LONGEST_BYTES = 72;

    private static final String ALGORITHM = "bcrypt";
    private static final int STRENGTH = 12;
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 100;

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "paco-passwords");
    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(ALGORITHM, Map.of(ALGORITHM, new BCryptPasswordEncoder(STRENGTH)));
    private final String nobodys = encoder.encode("the password of nobody");

    /** What is wrong with {@code password}; empty when nothing is. */
    public static Optional<String> fault(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("is shorter than " + SHORTEST + " characters");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Optional.of("is longer than " + LONGEST_BYTES + " bytes");
        }
        return Optional.empty();
    }

    /** The hash to keep. */
    public Mono<String> hash(String password) {
        return Mono.fromCallable(() -> encoder.encode(password)).subscribeOn(threads);
    }

    /** Whether {@code password} is that of {@code hash}. */
    public Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(threads);
    }

    /** False, after as long as {@link #matches} takes: the time of an answer does not tell whether there is such a user. */
    public Mono<Boolean> matchesNobody(String password) {
        return matches(password, nobodys).thenReturn(false);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
