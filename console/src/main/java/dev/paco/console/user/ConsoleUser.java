package dev.paco.console.user;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use the console.
 *
 * @param passwordHash in the form of {@code DelegatingPasswordEncoder}
 * @param enabled whether they get in
 * @param version counts changes of the three before
 * @param createdBy who made them; the console itself for the first operator
 * @param lastLoginAt null before their first login
 */
public record ConsoleUser(
        String username,
        String passwordHash,
        Role role,
        boolean enabled,
        long version,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastLoginAt) {

    /** The most characters of a name. */
    public static final int LONGEST_NAME = 50;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0," + (LONGEST_NAME - 1) + "}");

    /** Whether there can be a user of that name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return username + " (" + role.wireName() + ")";
    }
}
