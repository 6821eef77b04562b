package dev.paco.console.user;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords, with bcrypt, on threads that may take their time. Length is what is asked of them, no kinds of characters.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B</a>
 */
@Component
public final class Passwords {

    /** The fewest characters of a password. */
    public static final int SHORTEST = 8;

    /** The most bytes of a password that bcrypt looks at. */
    public static final int LONGEST_BYTES = 72;

    private static final String ALGORITHM = "bcrypt";
    private static final int STRENGTH = 12;

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
        return Mono.fromCallable(() -> encoder.encode(password)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Whether {@code password} is that of {@code hash}. */
    public Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password, hash)).subscribeOn(Schedulers.boundedElastic());
    }

    /** False, after as long as {@link #matches} takes: the time of an answer does not tell whether there is such a user. */
    public Mono<Boolean> matchesNobody(String password) {
        return matches(password, nobodys).thenReturn(false);
    }
}
