package dev.paco.console.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final byte[] key;

    Pseudonyms(ExportProperties properties) {
        key = properties.pseudonymKey().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is a key to make them with. */
    boolean available() {
        return key.length > 0;
    }

    /**
     * The message with a pseudonym wherever its row, other than what was said, has the research id: in capital or small letters, and, as
     * addresses have it, with any of its characters percent-encoded (RFC 3986, 2.1), once or several times over.
     */
    ExportedMessage replaceIn(ExportedMessage message) {
        String pseudonym = of(message.researchId());
        Pattern researchId = Pattern.compile(message.researchId(), Pattern.LITERAL | ANY_CASE);
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
        boolean encoded = text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
        Pattern written = encoded ? encoded(researchId.pattern()) : researchId;
        return written.matcher(text).replaceAll(pseudonym);
    }

    private static Pattern encoded(String researchId) {
        return Pattern.compile(
                researchId.codePoints().mapToObj(Pseudonyms::written).collect(Collectors.joining()), ANY_CASE);
    }

    /** How a character may stand in an address; a percent sign that was encoded itself is %25. A space may be a plus sign in a query. */
    private static String written(int character) {
        String plain = Character.toString(character);
        return Stream.of(plain, plain.toLowerCase(Locale.ROOT), plain.toUpperCase(Locale.ROOT))
                .distinct()
                .map(letter -> HexFormat.of().formatHex(letter.getBytes(StandardCharsets.UTF_8)))
                .map(bytes -> bytes.replaceAll("..", "%(?:25)*$0"))
                .collect(Collectors.joining(
                        "|", "(?:" + Pattern.quote(plain) + (character == ' ' ? "|\\+|" : "|"), ")"));
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
