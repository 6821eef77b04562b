package dev.paco.consumer.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.consumer.log.CopyHeaders;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Tells whether two sequences of records are the same, but for where they stand. Not thread-safe. */
final class RecordDigest {

    private final MessageDigest digest;
    private long count;

    RecordDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Adds a record that came to the log at {@code originalOffset}. */
    void add(long originalOffset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        count++;
        number(originalOffset);
        bytes(key);
        bytes(value);
        for (Header header : headers) {
            if (!header.key().startsWith(CopyHeaders.PREFIX)) {
                bytes(header.key().getBytes(UTF_8));
                bytes(header.value());
            }
        }
    }

    private void number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private void bytes(byte @Nullable [] bytes) {
        number(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    /** How many there are, and their hash. Ends the sequence. */
    String result() {
        return count + " " + HexFormat.of().formatHex(digest.digest());
    }
}
