package dev.paco.consumer.conversation;

import dev.paco.common.event.ConversationObserved;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Keeps the last observation of each participant's conversation, in whichever order they come. Thread-safe. */
public final class ConversationStore {

    private static final String OBSERVE = """
            WITH incoming AS (
                SELECT i.*, p.id AS research_id_fk, t.research_id IS NOT NULL AS erased
                  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::integer[], $6::text[], $7::integer[],
                              $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[])
                       WITH ORDINALITY AS i(research_id, conversation_id, agent_id, started_at, duration_seconds, status,
                                            turns, summary, evaluation, source, observed_at, received_at, ordinal)
                  LEFT JOIN paco_research_ids p ON p.research_id = i.research_id
                  LEFT JOIN paco_erasure_tombstones t
                         ON t.research_id = i.research_id AND i.received_at <= t.erased_at
            ), written AS (
                INSERT INTO paco_conversation_metadata AS m (research_id_fk, conversation_id, agent_id, started_at,
                       duration_seconds, status, turns, summary, evaluation, source, observed_at, received_at)
                SELECT DISTINCT ON (research_id_fk, conversation_id) research_id_fk, conversation_id, agent_id, started_at,
                       duration_seconds, status, turns, summary, evaluation::jsonb, source, observed_at, received_at
                  FROM incoming
                 WHERE research_id_fk IS NOT NULL AND NOT erased
                 ORDER BY research_id_fk, conversation_id, observed_at DESC, received_at DESC
                ON CONFLICT (research_id_fk, conversation_id) DO UPDATE
                   SET agent_id = excluded.agent_id, started_at = excluded.started_at,
                       duration_seconds = excluded.duration_seconds, status = excluded.status, turns = excluded.turns,
                       summary = excluded.summary, evaluation = excluded.evaluation, source = excluded.source,
                       observed_at = excluded.observed_at, received_at = excluded.received_at
                 WHERE (m.observed_at, m.received_at) < (excluded.observed_at, excluded.received_at)
                RETURNING m.research_id_fk, m.conversation_id, m.observed_at, m.received_at
            )
            SELECT i.ordinal, i.erased, i.research_id_fk IS NOT NULL AS participant_known,
                   (SELECT EXISTS (SELECT 1 FROM paco_research_ids)) AS any_participant,
                   w.research_id_fk IS NOT NULL AS written
              FROM incoming i
              LEFT JOIN written w
                     ON w.research_id_fk = i.research_id_fk AND w.conversation_id = i.conversation_id
                    AND w.observed_at = i.observed_at AND w.received_at = i.received_at
             ORDER BY i.ordinal""";

    private final DatabaseClient database;
    private final Duration timeout;

    /** @param timeout of a statement */
    public ConversationStore(DatabaseClient database, Duration timeout) {
        this.database = database;
        this.timeout = timeout;
    }

    /** Notes what is later than what is known; what became of each is in the same order. */
    public Mono<List<Observed>> observe(List<ConversationObserved> all) {
        return database.sql(OBSERVE)
                .bind(0, strings(all, ConversationObserved::researchId))
                .bind(1, strings(all, ConversationObserved::conversationId))
                .bind(2, strings(all, ConversationObserved::agentId))
                .bind(3, times(all, ConversationObserved::startedAt))
                .bind(4, all.stream().map(ConversationObserved::durationSeconds).toArray(Integer[]::new))
                .bind(5, strings(all, ConversationObserved::status))
                .bind(6, all.stream().map(ConversationObserved::turns).toArray(Integer[]::new))
                .bind(7, strings(all, ConversationObserved::summary))
                .bind(8, strings(all, ConversationObserved::evaluation))
                .bind(9, strings(all, observed -> observed.source().wireName()))
                .bind(10, times(all, ConversationObserved::observedAt))
                .bind(11, times(all, ConversationObserved::receivedAt))
                .map(ConversationStore::observed)
                .all()
                .collectList()
                .timeout(timeout);
    }

    private static Observed observed(Readable row) {
        return new Observed(
                flag(row, "written"),
                flag(row, "erased"),
                flag(row, "participant_known"),
                flag(row, "any_participant"));
    }

    private static boolean flag(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Boolean.class), column);
    }

    private static String[] strings(
            List<ConversationObserved> all, Function<ConversationObserved, @Nullable String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(
            List<ConversationObserved> all, Function<ConversationObserved, @Nullable Instant> value) {
        return all.stream()
                .map(value)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    /**
     * What became of an observation.
     *
     * @param written whether it is what is known now, and was not before
     * @param erased whether its participant had withdrawn when it was received
     * @param participantKnown whether the participant exists
     * @param anyParticipant whether any participant exists
     */
    public record Observed(boolean written, boolean erased, boolean participantKnown, boolean anyParticipant) {}
}
