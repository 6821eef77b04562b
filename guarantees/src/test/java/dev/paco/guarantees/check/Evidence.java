package dev.paco.guarantees.check;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of a run, each thing from where a user would look for it. A text is unique to its message, and to
 * its correction.
 *
 * @param acknowledgements every 2xx, as the clients noted it
 * @param log every record of {@code paco.messages} that can be read, by partition and offset
 * @param rows of {@code paco_conversations}
 * @param revisions of {@code paco_message_revisions}
 * @param letters keys and texts of the records of {@code paco.messages.dlt}
 * @param erased keys of withdrawn participants' messages
 */
public record Evidence(
        List<Acknowledgement> acknowledgements,
        List<LogRecord> log,
        List<Row> rows,
        List<Revision> revisions,
        List<Letter> letters,
        Set<UUID> erased) {

    /**
     * A 2xx.
     *
     * @param messageId the row that the answer named; null for 202
     */
    public record Acknowledgement(
            String conversation, String text, @Nullable Long messageId) {}

    public record LogRecord(int partition, long offset, UUID messageKey, String conversation, String text) {}

    public record Row(long id, @Nullable UUID messageKey, String conversation, String text) {}

    public record Revision(long messageId, String text) {}

    public record Letter(UUID messageKey, String text) {}
}
