package dev.paco.consumer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.deadletter.DeadLetterReason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rows and revisions that a dry run would have made until now; about 200 bytes for each. Thread-safe.
 */
final class PlannedRows {

    private final Map<UUID, Row> rows = new HashMap<>();
    private final Set<Text> revisions = new HashSet<>();

    /** What would become of a message whose key has no row in the database. */
    synchronized Replayed withoutRow(MessageEvent message) {
        Text text = Text.of(message);
        Row row = rows.putIfAbsent(message.messageKey(), new Row(message.researchId(), text));
        if (row == null) {
            return Replayed.of(Outcome.SAVED);
        }
        if (!row.researchId().equals(message.researchId())) {
            return Replayed.of(DeadLetterReason.KEY_OF_ANOTHER_PARTICIPANT);
        }
        return row.text().equals(text) ? Replayed.of(Outcome.DUPLICATE) : revision(text);
    }

    /** What would become of a text that is neither its row's nor a revision of it in the database. */
    synchronized Replayed otherText(MessageEvent message) {
        return revision(Text.of(message));
    }

    private Replayed revision(Text text) {
        return Replayed.of(revisions.add(text) ? Outcome.REVISED : Outcome.DUPLICATE);
    }

    private record Row(String researchId, Text text) {}

    /** A text without keeping it: the first 128 bits of its hash. */
    private record Text(UUID messageKey, long first, long second) {
        static Text of(MessageEvent message) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                        .digest(message.content().getBytes(UTF_8)));
                return new Text(message.messageKey(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
