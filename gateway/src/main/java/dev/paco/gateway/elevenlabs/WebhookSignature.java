package dev.paco.gateway.elevenlabs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the header {@code ElevenLabs-Signature} says of a body: {@code t=<seconds>,v0=<hex>}, where {@code v0} is HMAC-SHA256 of time, full stop and body. Of
 * several {@code v0} one must hold, as while a secret is exchanged. Not thread-safe.
 *
 * @see <a href="https://elevenlabs.io/docs/product-guides/administration/webhooks">ElevenLabs, Webhooks</a>
 */
final class WebhookSignature {

    static final String HEADER = "ElevenLabs-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration OLDEST = Duration.ofMinutes(30);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final Mac mac;
    private final List<byte[]> expected;

    private WebhookSignature(Mac mac, List<byte[]> expected) {
        this.mac = mac;
        this.expected = expected;
    }

    /** Begins to check a body that came {@code now}; empty when the header alone cannot hold. */
    static Optional<WebhookSignature> of(@Nullable String header, String secret, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String time = null;
        List<byte[]> expected = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String trimmed = part.strip();
            if (trimmed.startsWith("t=") && time == null) {
                time = trimmed.substring(2);
            } else if (trimmed.startsWith("v0=")
                    && HEX.matcher(trimmed.substring(3)).matches()) {
                expected.add(HexFormat.of().parseHex(trimmed.substring(3)));
            }
        }
        if (time == null || expected.isEmpty() || !isTimely(time, now)) {
            return Optional.empty();
        }
        Mac mac = mac(secret);
        mac.update((time + ".").getBytes(US_ASCII));
        return Optional.of(new WebhookSignature(mac, expected));
    }

    private static boolean isTimely(String time, Instant now) {
        if (!SECONDS.matcher(time).matches()) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(time));
        return !signed.isBefore(now.minus(OLDEST)) && !signed.isAfter(now.plus(AHEAD));
    }

    private static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + ALGORITHM + ", which every one must have", e);
        }
    }

    void update(ByteBuffer bytes) {
        mac.update(bytes);
    }

    /** Whether it holds for all the bytes; asked once. Compares in constant time. */
    boolean holds() {
        byte[] actual = mac.doFinal();
        boolean holds = false;
        for (byte[] one : expected) {
            holds |= MessageDigest.isEqual(one, actual);
        }
        return holds;
    }
}
