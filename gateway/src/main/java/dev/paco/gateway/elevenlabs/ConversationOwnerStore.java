package dev.paco.gateway.elevenlabs;

import dev.paco.gateway.problem.DatabaseUnreachableException;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whose conversations are, by the rows that are there; every failure is a {@link DatabaseUnreachableException}. */
@Repository
class ConversationOwnerStore {

    private static final String OWN_ALONE = """
            SELECT coalesce(bool_and(p.research_id = $2), false) AS own
              FROM paco_conversations c
              JOIN paco_research_ids p ON p.id = c.research_id_fk
             WHERE c.elevenlabs_conversation_id = $1""";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseClient database;

    ConversationOwnerStore(DatabaseClient database) {
        this.database = database;
    }

    /** Whether {@code researchId} has rows of the conversation, and nobody else has. */
    Mono<Boolean> isOwnedBy(String researchId, String conversationId) {
        return database.sql(OWN_ALONE)
                .bind(0, conversationId)
                .bind(1, researchId)
                .map(row -> Boolean.TRUE.equals(row.get("own", Boolean.class)))
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }
}
