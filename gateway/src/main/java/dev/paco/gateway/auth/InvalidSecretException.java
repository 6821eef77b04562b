package dev.paco.gateway.auth;

import dev.paco.common.start.StartFailureException;

/** A secret for tokens is missing, unreadable, too short to be safe or an example. */
final class InvalidSecretException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidSecretException(String fault) {
        super(
                fault,
                "Use at least 32 random bytes, the same for every gateway, as PACO_JWT_SECRET or as the file signing in the"
                        + " folder paco.gateway.auth.keys; `openssl rand -base64 48` prints some.");
    }
}
