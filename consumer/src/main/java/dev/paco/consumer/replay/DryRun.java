package dev.paco.consumer.replay;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.database.DatabaseFault;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.Observations;
import dev.paco.consumer.write.RecordDecoder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what would become of records by reading alone. What only Postgres would refuse of a row (constraints that
 * somebody added) it tells as saved, as it does of copies that only their text tells, and of what is said of whole conversations.
 */
final class DryRun implements Settlement {

    private static final String LOOK = """
            SELECT t.research_id IS NOT NULL AS erased,
                   p.id IS NOT NULL AS participant_known,
                   (SELECT EXISTS (SELECT 1 FROM paco_research_ids)) AS any_participant,
                   c.id IS NOT NULL AS there,
                   c.research_id_fk = p.id AS own,
                   c.content = i.content AS same,
                   EXISTS (SELECT 1 FROM paco_message_revisions r
                            WHERE r.message_id = c.id
                              AND r.content_sha256 = sha256(convert_to(i.content, 'UTF8'))) AS revised
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
                   WITH ORDINALITY AS i(message_key, research_id, content, received_at, ordinal)
              LEFT JOIN paco_research_ids p ON p.research_id = i.research_id
              LEFT JOIN paco_erasure_tombstones t
                     ON t.research_id = i.research_id AND i.received_at <= t.erased_at
              LEFT JOIN LATERAL (
                   SELECT id, research_id_fk, content
                     FROM paco_conversations
                    WHERE message_key = i.message_key
                    UNION ALL
                   SELECT r.id, r.research_id_fk, r.content
                     FROM paco_message_aliases a
                     JOIN paco_conversations r ON r.id = a.message_id
                    WHERE a.message_key = i.message_key
                    LIMIT 1) c ON true
             ORDER BY i.ordinal""";

    private final JdbcConnections connections;
    private final int timeoutSeconds;
    private final PlannedRows planned;
    private final RecordDecoder decoder = new RecordDecoder();
    private @Nullable Connection connection;

    /**
     * A dry run of one thread.
     *
     * @param planned what all threads of this dry run would have written
     */
    DryRun(JdbcConnections connections, Duration timeout, PlannedRows planned) {
        this.connections = connections;
        this.timeoutSeconds = Math.toIntExact(Math.max(1, timeout.toSeconds()));
        this.planned = planned;
    }

    @Override
    public List<Replayed> settle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<@Nullable Replayed> settled = new ArrayList<>(records.size());
        List<MessageEvent> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (ErasureNotices.of(record).isPresent()) {
                settled.add(Replayed.of(Outcome.ERASED));
                continue;
            }
            if (Observations.isOne(record)) {
                settled.add(Replayed.of(Outcome.SAVED));
                continue;
            }
            settled.add(decoder.decode(record)
                    .fold(
                            decoded -> {
                                messages.add(decoded.event());
                                return null;
                            },
                            fault -> Replayed.of(DeadLetterReason.of(fault.reason()))));
        }
        List<Found> found = look(messages);
        List<Replayed> all = new ArrayList<>(records.size());
        int next = 0;
        for (Replayed fault : settled) {
            if (fault != null) {
                all.add(fault);
            } else {
                all.add(judge(messages.get(next), found.get(next)));
                next++;
            }
        }
        return all;
    }

    private Replayed judge(MessageEvent message, Found found) {
        if (found.erased()) {
            return Replayed.of(Outcome.ERASED);
        }
        if (!found.participantKnown()) {
            return Replayed.of(DeadLetterReason.UNKNOWN_PARTICIPANT);
        }
        if (!found.there()) {
            return planned.withoutRow(message);
        }
        if (!found.own()) {
            return Replayed.of(DeadLetterReason.KEY_OF_ANOTHER_PARTICIPANT);
        }
        return found.same() || found.revised() ? Replayed.of(Outcome.DUPLICATE) : planned.otherText(message);
    }

    private List<Found> look(List<MessageEvent> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        try {
            List<Found> found = query(open(), messages);
            if (found.stream().noneMatch(Found::anyParticipant)) {
                throw new IllegalStateException("The table paco_research_ids is empty: nothing can be written before"
                        + " there are participants");
            }
            return found;
        } catch (SQLException outage) {
            close();
            throw new IllegalStateException(DatabaseFault.describe(outage), outage);
        }
    }

    private Connection open() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = connections.open();
            now.setReadOnly(true);
            connection = now;
        }
        return now;
    }

    private List<Found> query(Connection open, List<MessageEvent> messages) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(LOOK)) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.setArray(1, open.createArrayOf("uuid", column(messages, MessageEvent::messageKey)));
            statement.setArray(2, open.createArrayOf("text", column(messages, MessageEvent::researchId)));
            statement.setArray(3, open.createArrayOf("text", column(messages, MessageEvent::content)));
            statement.setArray(
                    4,
                    open.createArrayOf(
                            "timestamptz",
                            column(messages, message -> message.receivedAt().toString())));
            try (ResultSet result = statement.executeQuery()) {
                List<Found> found = new ArrayList<>(messages.size());
                while (result.next()) {
                    found.add(new Found(
                            result.getBoolean("erased"),
                            result.getBoolean("participant_known"),
                            result.getBoolean("any_participant"),
                            result.getBoolean("there"),
                            result.getBoolean("own"),
                            result.getBoolean("same"),
                            result.getBoolean("revised")));
                }
                return found;
            }
        }
    }

    private static Object[] column(
            List<MessageEvent> messages, java.util.function.Function<MessageEvent, Object> value) {
        return messages.stream().map(value).toArray();
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is given up in any case, and nothing was written on it.
            }
        }
    }

    private record Found(
            boolean erased,
            boolean participantKnown,
            boolean anyParticipant,
            boolean there,
            boolean own,
            boolean same,
            boolean revised) {}
}
