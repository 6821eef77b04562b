package dev.paco.console.conversation;

import dev.paco.console.filter.Conditions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads what there is of one conversation. */
@Repository
class TranscriptStore {

    /** Rows without a time come last. */
    private static final String FROM_ROW_ON =
            " AND (m.\"timestamp\" > %1$s OR (m.\"timestamp\" = %1$s AND m.id >= %2$s) OR m.\"timestamp\" IS NULL)";

    private static final String BEFORE_ROW =
            " AND (m.\"timestamp\" < %1$s OR (m.\"timestamp\" = %1$s AND m.id < %2$s))";
    private static final String FROM_ROW_WITHOUT_TIME_ON = " AND m.\"timestamp\" IS NULL AND m.id >= %2$s";
    private static final String BEFORE_ROW_WITHOUT_TIME = " AND (m.\"timestamp\" IS NOT NULL OR m.id < %2$s)";

    private static final String GAPS = """
            SELECT id, next FROM (
                SELECT id, lead(id) OVER (ORDER BY id) AS next FROM (
                    SELECT DISTINCT m.elevenlabs_message_id::bigint AS id
                      FROM paco_conversations m
                     WHERE m.research_id_fk = (SELECT r.id FROM paco_research_ids r WHERE r.research_id = $1)
                       AND m.conversation_id = $2 AND m.elevenlabs_message_id ~ '^(0|[1-9][0-9]{0,17})$') ids) pairs
             WHERE next > id + 1""";

    private static final String MATCHES = """
            SELECT m.id, m."timestamp"
              FROM paco_message_texts t JOIN paco_conversations m ON m.id = t.message_id
             WHERE t.conversation_summary_id = $1 AND (t.words @@ $2::tsquery) IS TRUE
             ORDER BY m."timestamp", m.id LIMIT $3""";

    private final DatabaseClient database;

    TranscriptStore(DatabaseClient database) {
        this.database = database;
    }

    /** Messages from one on, itself included; from the first on for null. */
    Mono<List<Message>> from(
            ConversationLine conversation, @Nullable String words, @Nullable Position first, int most) {
        return messages(
                conversation, words, first, FROM_ROW_ON, FROM_ROW_WITHOUT_TIME_ON, "m.\"timestamp\", m.id", most);
    }

    /** The messages before one, the nearest first. */
    Mono<List<Message>> before(ConversationLine conversation, @Nullable String words, Position end, int most) {
        return messages(
                conversation,
                words,
                end,
                BEFORE_ROW,
                BEFORE_ROW_WITHOUT_TIME,
                "m.\"timestamp\" DESC NULLS FIRST, m.id DESC",
                most);
    }

    private Mono<List<Message>> messages(
            ConversationLine conversation,
            @Nullable String words,
            @Nullable Position position,
            String condition,
            String conditionWithoutTime,
            String order,
            int most) {
        Conditions parameters = new Conditions();
        StringBuilder sql = new StringBuilder("""
            SELECT m.id, m."timestamp", m.role, m.content, m.provider, m.source, m.elevenlabs_message_id, m.model_used, m.audio_url,
                   m.received_at, m.reconciliation,
                   CASE WHEN %1$s = '' THEN false ELSE to_tsvector('simple', left(m.content, 100000)) @@ %1$s::tsquery END AS matches
              FROM paco_conversations m
             WHERE m.research_id_fk = (SELECT r.id FROM paco_research_ids r WHERE r.research_id = %2$s) AND m.conversation_id = %3$s""".formatted(
                        parameters.parameter(words == null ? "" : words),
                        parameters.parameter(conversation.researchId()),
                        parameters.parameter(conversation.conversationId())));
        if (position != null && position.at() != null) {
            sql.append(condition.formatted(parameters.parameter(position.at()), parameters.parameter(position.id())));
        } else if (position != null) {
            sql.append(conditionWithoutTime.formatted("", parameters.parameter(position.id())));
        }
        sql.append(" ORDER BY ").append(order).append(" LIMIT ").append(parameters.parameter(most));
        return database.sql(sql.toString())
                .bindValues(parameters.values())
                .map(TranscriptStore::message)
                .all()
                .collectList();
    }

    /** The other texts of messages, oldest first. */
    Mono<List<Revision>> revisions(List<Message> messages) {
        return database.sql("""
                        SELECT message_id, content, received_at, source FROM paco_message_revisions
                         WHERE message_id = ANY ($1) ORDER BY received_at, id""")
                .bind(0, messages.stream().map(Message::id).toArray(Integer[]::new))
                .map(row -> new Revision(
                        Objects.requireNonNull(row.get("message_id", Integer.class)),
                        text(row, "content"),
                        Objects.requireNonNull(row.get("received_at", Instant.class)),
                        row.get("source", String.class)))
                .all()
                .collectList();
    }

    /** Where the ids of the conversation's messages, where they are numbers, leave some out. */
    Mono<List<IdGap>> gaps(ConversationLine conversation) {
        return database.sql(GAPS)
                .bind(0, conversation.researchId())
                .bind(1, conversation.conversationId())
                .map(row -> new IdGap(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("next", Long.class))))
                .all()
                .collectList();
    }

    /** Where the first messages are that have the words, as far as those are indexed. */
    Mono<List<Position>> matches(ConversationLine conversation, String words, int most) {
        return database.sql(MATCHES)
                .bind(0, conversation.id())
                .bind(1, words)
                .bind(2, most)
                .map(row -> new Position(
                        row.get("timestamp", Instant.class), Objects.requireNonNull(row.get("id", Integer.class))))
                .all()
                .collectList();
    }

    /** What ElevenLabs says of it; empty when nothing has come. */
    Mono<CallMetadata> metadata(ConversationLine conversation) {
        return database.sql("""
                        SELECT agent_id, started_at, duration_seconds, status, turns, summary, jsonb_pretty(evaluation) AS evaluation,
                               source, observed_at,
                               COALESCE(NULLIF(
                               (SELECT count(DISTINCT k.turn_index) FROM paco_message_copies k
                                 WHERE k.research_id_fk = d.research_id_fk AND k.conversation_id = d.conversation_id), 0),
                               (SELECT count(*) FROM paco_conversations m
                                 WHERE m.research_id_fk = d.research_id_fk AND m.conversation_id = d.conversation_id
                                   AND m.reconciliation IS DISTINCT FROM 'copy')) AS turns_here
                          FROM paco_conversation_metadata d
                         WHERE research_id_fk = (SELECT r.id FROM paco_research_ids r WHERE r.research_id = $1)
                           AND conversation_id = $2""")
                .bind(0, conversation.researchId())
                .bind(1, conversation.conversationId())
                .map(TranscriptStore::call)
                .one();
    }

    private static Message message(Readable row) {
        return new Message(
                Objects.requireNonNull(row.get("id", Integer.class)),
                row.get("timestamp", Instant.class),
                text(row, "role"),
                text(row, "content"),
                row.get("provider", String.class),
                row.get("source", String.class),
                row.get("elevenlabs_message_id", String.class),
                row.get("model_used", String.class),
                row.get("audio_url", String.class),
                row.get("received_at", Instant.class),
                row.get("reconciliation", String.class),
                Boolean.TRUE.equals(row.get("matches", Boolean.class)));
    }

    private static CallMetadata call(Readable row) {
        Integer seconds = row.get("duration_seconds", Integer.class);
        return new CallMetadata(
                row.get("agent_id", String.class),
                row.get("started_at", Instant.class),
                seconds == null ? null : Duration.ofSeconds(seconds),
                row.get("status", String.class),
                Objects.requireNonNull(row.get("turns", Integer.class)),
                Objects.requireNonNull(row.get("turns_here", Long.class)),
                row.get("summary", String.class),
                row.get("evaluation", String.class),
                text(row, "source"),
                Objects.requireNonNull(row.get("observed_at", Instant.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
