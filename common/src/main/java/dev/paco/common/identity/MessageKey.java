package dev.paco.common.identity;

import dev.paco.common.event.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Derives the key that makes two copies one message: a UUID of version 8 (RFC 9562, section 5.8) from the SHA-256
 * of a tagged tuple, each element prefixed with its length in UTF-8 bytes so that no two tuples share bytes.
 *
 * <p>The first rule that applies:
 *
 * <ol>
 *   <li>{@code id}: research id, conversation, role, ElevenLabs message id; needs a message id and a conversation
 *   <li>{@code idem}: research id, idempotency key
 *   <li>{@code body}: research id, provider, conversation, ElevenLabs message id, role, timestamp, content
 * </ol>
 *
 * <p>The research id stands first in every tuple: nobody can occupy another participant's key.
 */
public final class MessageKey {

    private static final long MICROS_OF_A_SECOND = 1_000_000;
    private static final int NANOS_OF_A_MICRO = 1_000;
    private static final int ABSENT = -1;

    private MessageKey() {}

    /** The key of the message that {@code identity} describes; the same for equal identities, for ever. */
    public static UUID of(MessageIdentity identity) {
        String conversation = identity.namedConversation();
        String messageId = identity.elevenLabsMessageId();
        if (messageId != null && conversation != null) {
            return hash(
                    "id", identity.researchId(), conversation, identity.role().wireName(), messageId);
        }
        if (identity.idempotencyKey() != null) {
            return hash("idem", identity.researchId(), identity.idempotencyKey());
        }
        return hash(
                "body",
                identity.researchId(),
                identity.provider().wireName(),
                conversation != null ? conversation : identity.researchId(),
                messageId,
                identity.role().wireName(),
                Long.toString(micros(identity.timestamp())),
                identity.content());
    }

    /**
     * The key of a transcript's turn that has no ElevenLabs message id: rule {@code turn}, of research id, conversation, role and
     * index. It has a tag of its own since an index is not a message id: the fourth turn is not the message with the id "3".
     */
    public static UUID ofTurn(String researchId, String conversation, Role role, int index) {
        return hash("turn", researchId, conversation, role.wireName(), Integer.toString(index));
    }

    /** Since 1970. {@code ChronoUnit} counts nanoseconds on the way, of which a long holds 292 years. */
    private static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), MICROS_OF_A_SECOND), time.getNano() / NANOS_OF_A_MICRO);
    }

    private static UUID hash(@Nullable String... tuple) {
        MessageDigest digest = sha256();
        for (String element : tuple) {
            byte[] bytes = element == null ? new byte[0] : element.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(element == null ? ABSENT : bytes.length)
                    .flip());
            digest.update(bytes);
        }
        return version8(ByteBuffer.wrap(digest.digest()));
    }

    private static UUID version8(ByteBuffer hash) {
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x0000_0000_0000_8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
