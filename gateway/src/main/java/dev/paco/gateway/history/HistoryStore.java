package dev.paco.gateway.history;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.gateway.history.HistoryAnswers.Message;
import dev.paco.gateway.problem.DatabaseUnreachableException;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reads a participant's messages, without those that were found to be copies of others; every failure is a
 * {@link DatabaseUnreachableException}.
 */
@Repository
class HistoryStore {

    private static final String OWN = """
              FROM paco_conversations c
              JOIN paco_research_ids p ON p.id = c.research_id_fk
             WHERE p.research_id = $1 AND c.reconciliation IS DISTINCT FROM 'copy'
            """;
    private static final String OF_CONVERSATION = " AND c.conversation_id = $2";
    private static final String MESSAGE =
            "SELECT c.id, c.conversation_id, c.role, c.content, c.\"timestamp\", c.model_used, c.audio_url";

    private static final String CONVERSATIONS = "SELECT c.conversation_id AS name" + OWN
            + " GROUP BY c.conversation_id ORDER BY max(c.\"timestamp\") DESC, 1 LIMIT $2";
    private static final String ELEVENLABS_CONVERSATIONS = "SELECT c.elevenlabs_conversation_id AS name" + OWN
            + " AND c.elevenlabs_conversation_id IS NOT NULL"
            + " GROUP BY c.elevenlabs_conversation_id ORDER BY max(c.\"timestamp\") DESC, 1";

    /** For a connection that hangs; what Postgres itself is slow with, it cancels before. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseClient database;

    HistoryStore(DatabaseClient database) {
        this.database = database;
    }

    /** By time, then id. */
    Mono<List<Message>> messages(String researchId, @Nullable String conversation, int limit, int offset) {
        String page = " ORDER BY c.\"timestamp\", c.id LIMIT " + limit + " OFFSET " + offset;
        return own(MESSAGE + OWN, page, researchId, conversation)
                .map(HistoryStore::message)
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    Mono<Long> count(String researchId, @Nullable String conversation) {
        return own("SELECT count(*) AS total" + OWN, "", researchId, conversation)
                .map(row -> Objects.requireNonNull(row.get("total", Long.class)))
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    private DatabaseClient.GenericExecuteSpec own(
            String query, String page, String researchId, @Nullable String conversation) {
        return conversation == null
                ? database.sql(query + page).bind(0, researchId)
                : database.sql(query + OF_CONVERSATION + page)
                        .bind(0, researchId)
                        .bind(1, conversation);
    }

    /** The most recent first, each once. */
    Mono<List<String>> conversations(String researchId, int limit) {
        return names(database.sql(CONVERSATIONS).bind(0, researchId).bind(1, limit));
    }

    /** The most recent first, each once. */
    Mono<List<String>> elevenLabsConversations(String researchId) {
        return names(database.sql(ELEVENLABS_CONVERSATIONS).bind(0, researchId));
    }

    private static Mono<List<String>> names(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Objects.requireNonNull(row.get("name", String.class)))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    private static Message message(Readable row) {
        return new Message(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("conversation_id", String.class)),
                Objects.requireNonNull(row.get("role", String.class)),
                Objects.requireNonNull(row.get("content", String.class)),
                IsoTimestamp.format(Objects.requireNonNull(row.get("timestamp", OffsetDateTime.class))
                        .toInstant()),
                row.get("model_used", String.class),
                row.get("audio_url", String.class));
    }
}
