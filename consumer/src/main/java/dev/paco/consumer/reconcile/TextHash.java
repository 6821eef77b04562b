package dev.paco.consumer.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.identity.UtteranceText;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A text, so that it can be compared without being kept a second time: half of the SHA-256 of its normal form. */
record TextHash(UUID value) {

    static TextHash of(String text) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(UtteranceText.normalize(text).getBytes(UTF_8)));
            return new TextHash(new UUID(hash.getLong(), hash.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
