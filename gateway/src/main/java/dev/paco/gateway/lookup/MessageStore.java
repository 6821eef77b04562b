package dev.paco.gateway.lookup;

import dev.paco.gateway.problem.DatabaseUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds rows by message key; every failure is a {@link DatabaseUnreachableException}. */
@Repository
class MessageStore {

    private static final String BY_KEY = """
            SELECT c.id, c."timestamp"
              FROM paco_conversations c
              JOIN paco_research_ids p ON p.id = c.research_id_fk AND p.research_id = $2
             WHERE c.id = COALESCE((SELECT id FROM paco_conversations WHERE message_key = $1),
                                   (SELECT message_id FROM paco_message_aliases WHERE message_key = $1))""";

    /** For a connection that hangs; what Postgres itself is slow with, it cancels before. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseClient database;

    MessageStore(DatabaseClient database) {
        this.database = database;
    }

    /** The row of {@code researchId}'s that answers to {@code messageKey}, by its own key or an alias. */
    Mono<StoredMessage> find(UUID messageKey, String researchId) {
        return database.sql(BY_KEY)
                .bind(0, messageKey)
                .bind(1, researchId)
                .map(row -> new StoredMessage(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        timestamp(row.get("timestamp", OffsetDateTime.class))))
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    private static Instant timestamp(OffsetDateTime time) {
        return Objects.requireNonNull(time).toInstant();
    }

    record StoredMessage(long id, Instant timestamp) {}
}
