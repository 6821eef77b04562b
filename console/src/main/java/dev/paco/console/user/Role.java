package dev.paco.console.user;

import java.util.Locale;
import java.util.Optional;

/** What a user may do. */
public enum Role {
    /** Look at messages, and export them. */
    RESEARCHER,
    /** The same, and act. */
    OPERATOR;

    /** As it stands in the table and in forms. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name; empty when there is none. */
    public static Optional<Role> of(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
