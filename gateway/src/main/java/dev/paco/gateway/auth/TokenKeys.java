package dev.paco.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of tokens by their {@code kid}: one signs, all verify. A {@code kid} is derived from its secret, so that
 * gateways that share a secret agree on it without being told.
 */
final class TokenKeys {

    private static final int MIN_BYTES = 32;
    private static final int KID_CHARACTERS = 16;

    private final String signingKeyId;
    private final SecretKey signingKey;
    private final Map<String, SecretKey> verificationKeys = new HashMap<>();

    TokenKeys(String secret, List<String> formerSecrets) {
        if (secret.isEmpty()) {
            throw new InvalidSecretException("PACO_JWT_SECRET is not set.");
        }
        signingKey = add("PACO_JWT_SECRET", secret);
        signingKeyId = keyId(secret);
        formerSecrets.forEach(former -> add("A secret of paco.gateway.auth.former-secrets", former));
    }

    String signingKeyId() {
        return signingKeyId;
    }

    SecretKey signingKey() {
        return signingKey;
    }

    Optional<SecretKey> verificationKey(String keyId) {
        return Optional.ofNullable(verificationKeys.get(keyId));
    }

    private SecretKey add(String setting, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new InvalidSecretException(
                    setting + " has " + bytes.length + " bytes; HS256 needs at least " + MIN_BYTES + ".");
        }
        SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
        verificationKeys.put(keyId(secret), key);
        return key;
    }

    private static String keyId(String secret) {
        byte[] hash = sha256(("paco token key id\n" + secret).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, KID_CHARACTERS);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
