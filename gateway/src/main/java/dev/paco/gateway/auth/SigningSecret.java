package dev.paco.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that is strong enough to sign with, as far as that can be seen. Its {@link #keyId} is derived from it, so that
 * gateways that share a secret agree on it without being told.
 *
 * @param keyId the {@code kid} of tokens
 * @param key the key of HS256
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518, section 3.2, on its length</a>
 */
record SigningSecret(String keyId, SecretKey key) {

    private static final int MIN_BYTES = 32;
    private static final int MIN_DIFFERENT_CHARACTERS = 8;
    private static final int KEY_ID_CHARACTERS = 16;

    /** What documentation and templates say in place of a secret; without case, spaces and punctuation. */
    private static final Pattern EXAMPLE = Pattern.compile("(your|my)?(paco)?(jwt|token|signing)?(secret|password).*"
            + "|(example|todo|setitinenv).*|.*(changeme|replaceme|placeholder|opensslrand).*");

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]");

    /**
     * Takes {@code text} as a secret.
     *
     * @param setting where it is from, for the failure, which never repeats the secret
     * @throws InvalidSecretException when it is too short, or what somebody was meant to replace
     */
    static SigningSecret of(String setting, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new InvalidSecretException(setting + " is empty.");
        }
        if (isExample(text)) {
            throw new InvalidSecretException(setting + " is an example, not a secret.");
        }
        if (bytes.length < MIN_BYTES) {
            throw new InvalidSecretException(
                    setting + " has " + bytes.length + " bytes; HS256 needs at least " + MIN_BYTES + ".");
        }
        if (text.chars().distinct().count() < MIN_DIFFERENT_CHARACTERS || isRepetition(text)) {
            throw new InvalidSecretException(setting + " repeats itself and can be guessed.");
        }
        return new SigningSecret(keyId(text), new SecretKeySpec(bytes, "HmacSHA256"));
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "SigningSecret[" + keyId + "]";
    }

    private static boolean isExample(String text) {
        String letters =
                NO_LETTER_OR_DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return EXAMPLE.matcher(letters).matches();
    }

    /** Whether it is something shorter, twice or more often: then it is found in itself doubled before its end. */
    private static boolean isRepetition(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    private static String keyId(String secret) {
        byte[] hash = sha256(("paco token key id\n" + secret).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, KEY_ID_CHARACTERS);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
