package dev.paco.gateway.auth;

import dev.paco.gateway.admission.Caller;
import java.time.Instant;

/**
 * What a token with a valid signature says.
 *
 * @param caller whom it was given to
 * @param expiresAt from when on it is refused
 * @param keyId the key that signed it
 */
record VerifiedToken(Caller caller, Instant expiresAt, String keyId) {

    String researchId() {
        return caller.researchId();
    }
}
