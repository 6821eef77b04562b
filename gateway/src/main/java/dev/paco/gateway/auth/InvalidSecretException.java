package dev.paco.gateway.auth;

import dev.paco.common.start.StartFailureException;

/** A secret for tokens is missing or too short to be safe (RFC 7518, section 3.2). */
final class InvalidSecretException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidSecretException(String fault) {
        super(
                fault,
                "Set PACO_JWT_SECRET to at least 32 random bytes, the same for every gateway;"
                        + " `openssl rand -base64 48` prints some.");
    }
}
