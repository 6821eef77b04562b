package dev.paco.console.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Replaces research ids by a keyed hash (HMAC-SHA-256) of them: always the same under the same key, and not to be found by trying ids out
 * without it. The message's key, a plain hash of the research id among others, is replaced as well.
 */
@Component
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 16;
    private static final int DIGITS_OF_KEYS = 32;

    private final byte[] key;

    Pseudonyms(ExportProperties properties) {
        key = properties.pseudonymKey().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is a key to make them with. */
    boolean available() {
        return key.length > 0;
    }

    /** The message with a pseudonym wherever its row, other than what was said, has the research id in capital or small letters. */
    ExportedMessage replaceIn(ExportedMessage message) {
        String pseudonym = of(message.researchId());
        Pattern researchId = Pattern.compile(
                message.researchId(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new ExportedMessage(
                message.id(),
                pseudonym,
                replace(message.conversationId(), researchId, pseudonym),
                message.timestamp(),
                message.role(),
                message.provider(),
                message.content(),
                replaceOrNull(message.modelUsed(), researchId, pseudonym),
                replaceOrNull(message.audioUrl(), researchId, pseudonym),
                replaceOrNull(message.elevenLabsConversationId(), researchId, pseudonym),
                replaceOrNull(message.elevenLabsMessageId(), researchId, pseudonym),
                message.messageKey() == null ? null : "K" + hash(message.messageKey(), DIGITS_OF_KEYS),
                message.source(),
                message.receivedAt(),
                message.reconciliation(),
                message.revisions());
    }

    /** The pseudonym of a research id. */
    String of(String researchId) {
        return "P" + hash(researchId, DIGITS);
    }

    private static @Nullable String replaceOrNull(@Nullable String text, Pattern researchId, String pseudonym) {
        return text == null ? null : replace(text, researchId, pseudonym);
    }

    private static String replace(String text, Pattern researchId, String pseudonym) {
        return researchId.matcher(text).replaceAll(pseudonym);
    }

    private String hash(String text, int digits) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has HMAC-SHA-256", e);
        }
    }
}
