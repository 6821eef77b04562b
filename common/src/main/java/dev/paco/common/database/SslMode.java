package dev.paco.common.database;

import java.util.Optional;

/**
 * How the connection to Postgres is encrypted and the server verified.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">libpq, SSL support</a>
 */
public enum SslMode {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String wireName;

    SslMode(String wireName) {
        this.wireName = wireName;
    }

    /** The value as libpq and both drivers spell it. */
    public String wireName() {
        return wireName;
    }

    static Optional<SslMode> of(String wireName) {
        for (SslMode mode : values()) {
            if (mode.wireName.equals(wireName)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
