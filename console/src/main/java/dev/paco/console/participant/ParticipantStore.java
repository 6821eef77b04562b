package dev.paco.console.participant;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The participants in Postgres. */
@Repository
class ParticipantStore {

    /** Counts only what belongs to the participants of a page, each table once. */
    private static final String SELECT = """
            WITH page AS (
                SELECT p.id, p.research_id, p.is_active, p.created_at, p.notes, t.erased_at
                  FROM paco_research_ids p LEFT JOIN paco_erasure_tombstones t USING (research_id)
                 WHERE {which} ORDER BY p.research_id LIMIT {limit})
            SELECT page.*, a.acknowledged_at, s.conversations, s.messages, s.last_at
              FROM page
              LEFT JOIN (SELECT research_id_fk, max(acknowledged_at) AS acknowledged_at
                           FROM paco_disclaimer_acknowledgments
                          WHERE research_id_fk IN (SELECT id FROM page) GROUP BY research_id_fk) a
                     ON a.research_id_fk = page.id
              LEFT JOIN (SELECT research_id_fk, count(*) AS conversations, sum(messages) AS messages,
                                max(NULLIF(last_at, 'epoch')) AS last_at
                           FROM paco_conversation_summaries
                          WHERE research_id_fk IN (SELECT id FROM page) GROUP BY research_id_fk) s
                     ON s.research_id_fk = page.id
             ORDER BY page.research_id""";

    private static final String OF_PAGE = """
            p.research_id > $1 AND starts_with(lower(p.research_id), lower($2))
               AND ($3 = '' OR $3 = CASE WHEN t.erased_at IS NOT NULL THEN 'erased'
                                         WHEN p.is_active THEN 'active' ELSE 'deactivated' END)""";

    private static final String ERASURES = """
            SELECT started_at, started_by, completed_at, records_removed, letters_removed,
                   (SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(rows_removed))::bigint AS rows_removed
              FROM paco_erasures WHERE research_id = $1 ORDER BY id DESC""";

    private static final String KNOWN = """
            SELECT research_id, bool_or(erased) AS erased FROM (
                SELECT research_id, false AS erased FROM paco_research_ids WHERE research_id = ANY($1)
                 UNION ALL
                SELECT research_id, true FROM paco_erasure_tombstones WHERE research_id = ANY($1)) AS found
             GROUP BY research_id""";

    private static final String CREATE = """
            INSERT INTO paco_research_ids (research_id, is_active, notes)
            SELECT i.research_id, true, nullif(i.notes, '') FROM unnest($1::text[], $2::text[]) AS i(research_id, notes)
             WHERE NOT EXISTS (SELECT 1 FROM paco_erasure_tombstones t WHERE t.research_id = i.research_id)
            ON CONFLICT (research_id) DO NOTHING RETURNING research_id""";

    private static final String ACTIVATE = """
            UPDATE paco_research_ids p SET is_active = true
             WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM paco_erasure_tombstones t WHERE t.research_id = p.research_id)""";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    ParticipantStore(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Participants by research id.
     *
     * @param prefix of the research id, in small letters or capitals; empty for any
     * @param state empty for any
     * @param after the last research id of the page before; empty for the first page
     */
    Flux<Participant> page(String prefix, String state, String after, int limit) {
        return database.sql(select(OF_PAGE, limit))
                .bind(0, after)
                .bind(1, prefix)
                .bind(2, state)
                .map(ParticipantStore::participant)
                .all();
    }

    /** The participant of that research id. */
    Mono<Participant> find(String researchId) {
        return database.sql(select("p.research_id = $1", 1))
                .bind(0, researchId)
                .map(ParticipantStore::participant)
                .one();
    }

    private static String select(String which, int limit) {
        return SELECT.replace("{which}", which).replace("{limit}", Integer.toString(limit));
    }

    /** The erasures of a participant, newest first. */
    Flux<ErasureEntry> erasures(String researchId) {
        return database.sql(ERASURES)
                .bind(0, researchId)
                .map(ParticipantStore::erasure)
                .all();
    }

    /** Which of the research ids are known, each with whether it was erased. */
    Mono<Map<String, Boolean>> known(List<String> researchIds) {
        return database.sql(KNOWN)
                .bind(0, researchIds.toArray(String[]::new))
                .map(row -> Map.entry(text(row, "research_id"), Boolean.TRUE.equals(row.get("erased", Boolean.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Creates active participants, all in one statement; the research ids of those who were not there. */
    Flux<String> create(List<ListedParticipant> participants) {
        return database.sql(CREATE)
                .bind(
                        0,
                        participants.stream().map(ListedParticipant::researchId).toArray(String[]::new))
                .bind(1, participants.stream().map(ListedParticipant::notes).toArray(String[]::new))
                .map(row -> text(row, "research_id"))
                .all();
    }

    /**
     * Lets a participant in again; false for one who was erased. The row is locked first: an erasure that has just begun is seen by
     * the statement after that.
     */
    Mono<Boolean> activate(int id) {
        return database.sql("SELECT id FROM paco_research_ids WHERE id = $1 FOR UPDATE")
                .bind(0, id)
                .then()
                .then(database.sql(ACTIVATE).bind(0, id).fetch().rowsUpdated().map(rows -> rows > 0))
                .as(transaction::transactional);
    }

    /** Keeps a participant out. */
    Mono<Void> deactivate(int id) {
        return database.sql("UPDATE paco_research_ids SET is_active = false WHERE id = $1")
                .bind(0, id)
                .then();
    }

    /** Replaces a participant's notes. */
    Mono<Void> changeNotes(int id, String notes) {
        return database.sql("UPDATE paco_research_ids SET notes = nullif($2, '') WHERE id = $1")
                .bind(0, id)
                .bind(1, notes)
                .then();
    }

    private static Participant participant(Readable row) {
        String notes = row.get("notes", String.class);
        return new Participant(
                Objects.requireNonNull(row.get("id", Integer.class)),
                text(row, "research_id"),
                Boolean.TRUE.equals(row.get("is_active", Boolean.class)),
                time(row, "created_at"),
                notes == null ? "" : notes,
                time(row, "acknowledged_at"),
                number(row, "conversations"),
                number(row, "messages"),
                time(row, "last_at"),
                time(row, "erased_at"));
    }

    private static ErasureEntry erasure(Readable row) {
        return new ErasureEntry(
                Objects.requireNonNull(time(row, "started_at")),
                text(row, "started_by"),
                time(row, "completed_at"),
                number(row, "rows_removed"),
                number(row, "records_removed"),
                number(row, "letters_removed"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        Long number = row.get(column, Long.class);
        return number == null ? 0 : number;
    }

    private static @Nullable Instant time(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
