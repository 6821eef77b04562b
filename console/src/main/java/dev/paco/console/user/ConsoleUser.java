package dev.paco.console.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use the console.
 *
 * @param passwordHash in the form of {@code DelegatingPasswordEncoder}
 * @param enabled whether they get in
 * @param createdBy who made them; the console itself for the first operator
 * @param lastLoginAt null before their first login
 */
public record ConsoleUser(
        String username,
        String passwordHash,
        Role role,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastLoginAt) {

    /** Without the hash. */
    @Override
    public String toString() {
        return username + " (" + role.wireName() + ")";
    }
}
