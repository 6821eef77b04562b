package dev.paco.console.random;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Makes codes that nobody guesses, and that people can read to each other: in Crockford's Base32, whose letters and digits do not look
 * alike, with 5 bits a character.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
@Component
public final class RandomCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 5;

    private final SecureRandom random = new SecureRandom();

    /** Groups of five characters, 25 bits each, with hyphens between: {@code 7KQ2M-X9TNA}. */
    public String ofGroups(int groups) {
        return IntStream.range(0, groups).mapToObj(group -> group()).collect(Collectors.joining("-"));
    }

    private String group() {
        StringBuilder code = new StringBuilder(GROUP);
        for (int i = 0; i < GROUP; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
