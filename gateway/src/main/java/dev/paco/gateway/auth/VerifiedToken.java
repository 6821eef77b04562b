package dev.paco.gateway.auth;

import java.time.Instant;

/**
 * What a token with a valid signature says.
 *
 * @param researchId the participant
 * @param expiresAt from when on it is refused
 * @param keyId the key that signed it
 */
record VerifiedToken(String researchId, Instant expiresAt, String keyId) {}
