package dev.paco.gateway.auth;

import java.time.Instant;

/**
 * A token that was just signed.
 *
 * @param value the JWT
 * @param expiresAt from when on it is refused
 */
record IssuedToken(String value, Instant expiresAt) {

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
