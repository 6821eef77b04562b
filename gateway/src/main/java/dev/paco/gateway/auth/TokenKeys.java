package dev.paco.gateway.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/** The keys of tokens by their {@code kid}: one signs, all verify. Never changes. */
final class TokenKeys {

    private final SigningSecret signing;
    private final Map<String, SecretKey> verification = new TreeMap<>();

    TokenKeys(SigningSecret signing, List<SigningSecret> former) {
        this.signing = signing;
        Stream.concat(Stream.of(signing), former.stream())
                .forEach(secret -> verification.put(secret.keyId(), secret.key()));
    }

    /** The keys that the configuration itself names. */
    static TokenKeys of(AuthProperties properties) {
        if (properties.secret().isEmpty()) {
            throw new InvalidSecretException("PACO_JWT_SECRET is not set.");
        }
        return new TokenKeys(
                SigningSecret.of("PACO_JWT_SECRET", properties.secret()),
                properties.formerSecrets().stream()
                        .map(former -> SigningSecret.of("A secret of paco.gateway.auth.former-secrets", former))
                        .toList());
    }

    String signingKeyId() {
        return signing.keyId();
    }

    SecretKey signingKey() {
        return signing.key();
    }

    Optional<SecretKey> verificationKey(String keyId) {
        return Optional.ofNullable(verification.get(keyId));
    }

    /** Whether tokens of this key hold. */
    boolean has(String keyId) {
        return verification.containsKey(keyId);
    }

    /** The {@code kid}s of all keys, which are no secrets. */
    String keyIds() {
        return String.join(", ", verification.keySet());
    }

    /** Whether it signs and verifies with the same keys as {@code other}. */
    boolean sameAs(TokenKeys other) {
        return signingKeyId().equals(other.signingKeyId())
                && verification.keySet().equals(other.verification.keySet());
    }
}
