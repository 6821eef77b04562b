package dev.paco.consumer.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventOwner;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.log.ErasureNotices;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells which records are a participant's: those that name them, and those that name nobody and whose key is a
 * conversation of theirs alone. Not thread-safe.
 */
final class OwnRecords {

    /** Whose a record is. */
    enum Owner {
        /** The participant's. */
        PARTICIPANT,
        /** Nobody's: it says that the participant was erased, as a notice behind it will. */
        NOTICE,
        /** Somebody else's. */
        ANOTHER,
        /** Nobody can tell. */
        UNKNOWN
    }

    private final EventOwner owners = new EventOwner();
    private final String researchId;
    private final Set<String> conversations;

    OwnRecords(String researchId, Set<String> conversations) {
        this.researchId = researchId;
        this.conversations = new HashSet<>(conversations);
        this.conversations.add(researchId);
    }

    Owner of(ConsumerRecord<byte[], byte[]> record) {
        Optional<ParticipantErased> erased = ErasureNotices.of(record);
        if (erased.isPresent()) {
            return erased.get().researchId().equals(researchId) ? Owner.NOTICE : Owner.ANOTHER;
        }
        Optional<String> owner = owners.researchId(record.value());
        if (owner.isPresent()) {
            return owner.get().equals(researchId) ? Owner.PARTICIPANT : Owner.ANOTHER;
        }
        return record.key() != null && conversations.contains(new String(record.key(), UTF_8))
                ? Owner.PARTICIPANT
                : Owner.UNKNOWN;
    }
}
