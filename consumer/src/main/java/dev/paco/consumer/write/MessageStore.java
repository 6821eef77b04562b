package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.conversation.ConversationStore;
import dev.paco.consumer.database.ColumnArray;
import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.database.DatabaseProperties;
import dev.paco.consumer.database.SqlState;
import dev.paco.consumer.reconcile.ConversationName;
import dev.paco.consumer.reconcile.CopyStore;
import dev.paco.consumer.reconcile.Reconciler;
import dev.paco.consumer.trace.BatchTrace;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The two statements of a batch: what is new is inserted, and what has a row is found. Each commits by itself, unless it is part of a
 * transaction: the second needs a snapshot that sees what another writer has committed meanwhile, and both may be repeated.
 */
@Repository
class MessageStore {

    /**
     * Ids follow the order of the log; a duplicate, which the look at its key keeps away, burns none. What comes back is one row: the new
     * ids, ascending, and only when there is a message without one the fate of each. The plan is made once, and serves tables of any size:
     * what must not be there is looked for a message at a time (an EXISTS is a join, which for a table that is empty reads all of it), and
     * what was inserted is looked up in a hash. What many messages share is looked up once: participants, since the page that they are on
     * is locked for the foreign key of every row, and whether a conversation has copies. Arrays become rows in a list of what is selected,
     * since each of them would be stored first in FROM.
     */
    private static final String INSERT_TEMPLATE = """
            WITH known AS MATERIALIZED (
                SELECT array_agg((SELECT p.id FROM paco_research_ids p
                                   WHERE p.research_id = d.research_id) ORDER BY d.ordinal) AS ids,
                       array_agg(COALESCE((SELECT t.erased_at FROM paco_erasure_tombstones t
                                            WHERE t.research_id = d.research_id), '-infinity') ORDER BY d.ordinal) AS erased
                  FROM unnest($2::text[]) WITH ORDINALITY AS d(research_id, ordinal)
            ), judged AS MATERIALIZED (
                SELECT array_agg((SELECT true FROM paco_message_copies k
                                   WHERE k.research_id_fk = known.ids[d.participant]
                                     AND k.conversation_id = d.conversation_id LIMIT 1) ORDER BY d.ordinal) AS first
                  FROM known, unnest($13::integer[], $14::text[]) WITH ORDINALITY AS d(participant, conversation_id, ordinal)
            ), %s inserted AS (
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider,
                              elevenlabs_conversation_id, elevenlabs_message_id, message_key, source, received_at)
                SELECT known.ids[i.participant], i.conversation_id, i."timestamp", i.role, i.content, i.provider,
                       i.elevenlabs_conversation_id, i.elevenlabs_message_id, i.message_key, i.source, i.received_at
                  FROM known, judged,
                       (SELECT unnest($1::uuid[]) AS message_key, unnest($3::integer[]) AS participant,
                               unnest($4::text[]) AS conversation_id, unnest($5::timestamptz[]) AS "timestamp",
                               unnest($6::text[]) AS role, unnest($7::text[]) AS content, unnest($8::text[]) AS provider,
                               unnest($9::text[]) AS elevenlabs_conversation_id,
                               unnest($10::text[]) AS elevenlabs_message_id, unnest($11::text[]) AS source,
                               unnest($12::timestamptz[]) AS received_at, unnest($15::integer[]) AS conversation,
                               generate_subscripts($1::uuid[], 1) AS ordinal) i
                 WHERE known.ids[i.participant] IS NOT NULL
                   AND i.received_at > known.erased[i.participant]
                   AND judged.first[i.conversation] IS NULL
                   AND (SELECT true FROM paco_conversations c WHERE c.message_key = i.message_key LIMIT 1) IS NULL
                   AND (SELECT true FROM paco_message_aliases a WHERE a.message_key = i.message_key LIMIT 1) IS NULL
                 ORDER BY i.ordinal
                %s
                RETURNING id, message_key
            )
            SELECT COALESCE(array_agg(id::bigint ORDER BY id), '{}') AS ids,
                   CASE WHEN count(*) < cardinality($1::uuid[]) THEN (
                   SELECT array_agg(CASE WHEN i.message_key IN (SELECT message_key FROM inserted) THEN 0
                                         WHEN i.received_at <= known.erased[i.participant] THEN 1
                                         WHEN NOT EXISTS (SELECT 1 FROM paco_research_ids) THEN 2
                                         WHEN known.ids[i.participant] IS NULL THEN 3
                                         WHEN judged.first[i.conversation] THEN 4
                                         ELSE 5 END::bigint ORDER BY i.ordinal)
                     FROM known, judged,
                          unnest($1::uuid[], $3::integer[], $12::timestamptz[], $15::integer[])
                          WITH ORDINALITY AS i(message_key, participant, received_at, conversation, ordinal)) END AS fates
              FROM inserted""";

    /** Inserts nothing, and fails unless there is a valid unique index over the key: without it two writers could give a key two rows. */
    private static final String REQUIRE_UNIQUE_KEY = """
            keyed AS (
                INSERT INTO paco_conversations (message_key) SELECT NULL::uuid WHERE false ON CONFLICT (message_key) DO NOTHING
            ),""";

    /** Fails with a unique violation when another writer has given one of the keys a row meanwhile. To reckon with it costs more. */
    private static final String INSERT = INSERT_TEMPLATE.formatted(REQUIRE_UNIQUE_KEY, "");

    /** The conflict target is named: a conflict on another constraint is no duplicate. */
    private static final String INSERT_BESIDE_OTHERS =
            INSERT_TEMPLATE.formatted("", "ON CONFLICT (message_key) DO NOTHING");

    /** Finds rows by their own key or an alias, and keeps other texts as revisions, each once. */
    private static final String FIND_AND_REVISE = """
            WITH found AS (
                SELECT i.*, c.id, c."timestamp", c.content AS stored, p.research_id = i.research_id AS own
                  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
                       WITH ORDINALITY AS i(message_key, research_id, content, source, received_at, ordinal)
                 CROSS JOIN LATERAL (
                       SELECT id, research_id_fk, "timestamp", content
                         FROM paco_conversations
                        WHERE message_key = i.message_key
                        UNION ALL
                       SELECT r.id, r.research_id_fk, r."timestamp", r.content
                         FROM paco_message_aliases a
                         JOIN paco_conversations r ON r.id = a.message_id
                        WHERE a.message_key = i.message_key
                        LIMIT 1) c
                  JOIN paco_research_ids p ON p.id = c.research_id_fk
            ), revised AS (
                INSERT INTO paco_message_revisions (message_id, content, content_sha256, received_at, source)
                SELECT id, content, sha256(convert_to(content, 'UTF8')), received_at, source
                  FROM found
                 WHERE own AND content <> stored
                   AND NOT EXISTS (SELECT 1 FROM paco_erasure_tombstones t
                                    WHERE t.research_id = found.research_id AND found.received_at <= t.erased_at)
                 ORDER BY ordinal
                ON CONFLICT (message_id, content_sha256) DO NOTHING
                RETURNING message_id, content
            )
            SELECT f.ordinal, f.id, f."timestamp", f.own, r.message_id IS NOT NULL AS revised
              FROM found f
              LEFT JOIN revised r ON r.message_id = f.id AND r.content = f.content
             ORDER BY f.ordinal""";

    /** The insert that was refused has taken an id itself: a sequence that stands at the highest id was behind, too. */
    private static final String REALIGN_IDS = """
            SELECT setval(s.name, m.id) AS aligned
              FROM (SELECT pg_get_serial_sequence('paco_conversations', 'id')::regclass AS name) s,
                   (SELECT max(id) AS id FROM paco_conversations) m
             WHERE m.id >= COALESCE(pg_sequence_last_value(s.name), 0)""";

    private static final String REMEMBER_ERASURES = """
            INSERT INTO paco_erasure_tombstones AS t (research_id, erased_at)
            SELECT research_id, max(erased_at)
              FROM unnest($1::text[], $2::timestamptz[]) AS i(research_id, erased_at)
             GROUP BY research_id
            ON CONFLICT (research_id) DO UPDATE SET erased_at = excluded.erased_at
             WHERE t.erased_at < excluded.erased_at""";

    /** Postgres itself cancels a statement before; after this long its connection is a dead one. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final Duration timeout;

    MessageStore(DatabaseClient database, DatabaseProperties properties) {
        this.database = database;
        this.timeout = properties.statementTimeout().plus(GRACE);
    }

    /** The store on connections of {@code pool}. */
    static MessageStore on(DatabasePool pool, DatabaseProperties properties) {
        return new MessageStore(pool.client(), properties);
    }

    /** Transactions on this store's connections. */
    TransactionalOperator transactions() {
        return TransactionalOperator.create(new R2dbcTransactionManager(database.getConnectionFactory()));
    }

    /** What is known of whole conversations, on this store's connections. */
    ConversationStore conversations() {
        return new ConversationStore(database, timeout);
    }

    /** Finds out, on this store's connections, which messages are copies of what has a row. */
    Reconciler reconciler() {
        return new Reconciler(new CopyStore(database));
    }

    /**
     * Inserts in this order the messages that are not there yet, and leaves out those whose conversation has copies that have to be looked
     * at first. No two of them may have the same key. What was done with each is in the same order. Not in a transaction: what another
     * writer has inserted meanwhile fails the statement, which is then repeated.
     */
    Mono<List<Insertion>> insert(List<MessageEvent> messages) {
        Places<ConversationName> judged =
                Places.of(messages, message -> Reconciler.mayHaveCopies(message) ? ConversationName.of(message) : null);
        return insert(INSERT, messages, judged)
                .onErrorResume(
                        failure -> SqlState.of(failure)
                                .filter(SqlState::isUniqueViolation)
                                .isPresent(),
                        taken -> insert(INSERT_BESIDE_OTHERS, messages, judged));
    }

    /**
     * Inserts messages whose copies were looked at, as {@link #insert} does, but none of them is left out. What another writer has inserted
     * meanwhile does not break off the transaction that it is part of.
     */
    Mono<List<Insertion>> insertJudged(List<MessageEvent> messages) {
        return insert(INSERT_BESIDE_OTHERS, messages, Places.of(messages, message -> null));
    }

    private Mono<List<Insertion>> insert(String sql, List<MessageEvent> messages, Places<ConversationName> judged) {
        Places<String> participants = Places.of(messages, MessageEvent::researchId);
        return BatchTrace.statement(
                "INSERT",
                "paco_conversations",
                messages.size(),
                database.sql(sql)
                        .bind(0, ColumnArray.ofUuids(messages, MessageEvent::messageKey))
                        .bind(1, ColumnArray.ofTexts(participants.values(), Function.identity()))
                        .bind(2, ColumnArray.ofIntegers(participants.ofRows(), Function.identity()))
                        .bind(3, ColumnArray.ofTexts(messages, MessageEvent::conversation))
                        .bind(4, ColumnArray.ofTimes(messages, MessageEvent::timestamp))
                        .bind(
                                5,
                                ColumnArray.ofTexts(
                                        messages, message -> message.role().wireName()))
                        .bind(6, ColumnArray.ofTexts(messages, MessageEvent::content))
                        .bind(
                                7,
                                ColumnArray.ofTexts(
                                        messages, message -> message.provider().wireName()))
                        .bind(8, ColumnArray.ofTexts(messages, MessageEvent::elevenLabsConversationId))
                        .bind(9, ColumnArray.ofTexts(messages, MessageEvent::elevenLabsMessageId))
                        .bind(
                                10,
                                ColumnArray.ofTexts(
                                        messages, message -> message.source().wireName()))
                        .bind(11, ColumnArray.ofTimes(messages, MessageEvent::receivedAt))
                        .bind(
                                12,
                                ColumnArray.ofIntegers(judged.values(), name -> participants.place(name.researchId())))
                        .bind(13, ColumnArray.ofTexts(judged.values(), ConversationName::conversation))
                        .bind(14, ColumnArray.ofIntegers(judged.ofRows(), Function.identity()))
                        .map(row -> insertions(
                                Objects.requireNonNull(row.get("ids", Long[].class)), row.get("fates", Long[].class)))
                        .one()
                        .timeout(timeout));
    }

    /** Finds the rows of messages that {@link #insert} did not insert; what is not in the list was not found. */
    Mono<List<Found>> findAndRevise(List<MessageEvent> messages) {
        return BatchTrace.statement(
                "INSERT",
                "paco_message_revisions",
                messages.size(),
                database.sql(FIND_AND_REVISE)
                        .bind(0, ColumnArray.ofUuids(messages, MessageEvent::messageKey))
                        .bind(1, ColumnArray.ofTexts(messages, MessageEvent::researchId))
                        .bind(2, ColumnArray.ofTexts(messages, MessageEvent::content))
                        .bind(
                                3,
                                ColumnArray.ofTexts(
                                        messages, message -> message.source().wireName()))
                        .bind(4, ColumnArray.ofTimes(messages, MessageEvent::receivedAt))
                        .map(MessageStore::found)
                        .all()
                        .collectList()
                        .timeout(timeout));
    }

    /** Remembers participants who have withdrawn, each with their latest time. */
    Mono<Void> remember(List<ParticipantErased> erased) {
        return BatchTrace.statement(
                "INSERT",
                "paco_erasure_tombstones",
                erased.size(),
                database.sql(REMEMBER_ERASURES)
                        .bind(0, ColumnArray.ofTexts(erased, ParticipantErased::researchId))
                        .bind(1, ColumnArray.ofTimes(erased, ParticipantErased::erasedAt))
                        .then()
                        .timeout(timeout));
    }

    /** Moves the id sequence past the highest id if it was behind, as after a restore; true when it was. */
    Mono<Boolean> realignIds() {
        return database.sql(REALIGN_IDS)
                .map(row -> true)
                .one()
                .defaultIfEmpty(false)
                .timeout(timeout);
    }

    /**
     * What {@link #insert} did with a message.
     *
     * @param id of the new row; null when there is none
     * @param fate why there is one or none
     */
    record Insertion(@Nullable Long id, Fate fate) {}

    /** In the order that {@link #INSERT_TEMPLATE} numbers them in. */
    enum Fate {
        /** It is a new row. */
        INSERTED,
        /** Its participant had withdrawn when it was received. */
        ERASED,
        /** There is no participant at all. */
        NO_PARTICIPANTS,
        /** There are others, but not its participant. */
        UNKNOWN_PARTICIPANT,
        /** Its conversation has copies that have to be looked at first. */
        LEFT_OUT,
        /** Its key has a row, or another writer gives it one just now. */
        KEY_TAKEN;

        private static final List<Fate> ALL = List.of(values());
    }

    /**
     * The row that answers to a message's key.
     *
     * @param index of the message in the list
     * @param id of the row
     * @param timestamp of the row
     * @param own whether the row is of the message's participant
     * @param revised whether the message's text is a new revision
     */
    record Found(int index, long id, Instant timestamp, boolean own, boolean revised) {}

    /** Ids were given in the order of the messages. */
    private static List<Insertion> insertions(Long[] ids, Long @Nullable [] fates) {
        List<Insertion> insertions = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < (fates == null ? ids.length : fates.length); i++) {
            Fate fate = fates == null ? Fate.INSERTED : Fate.ALL.get(fates[i].intValue());
            insertions.add(new Insertion(fate == Fate.INSERTED ? ids[next++] : null, fate));
        }
        return insertions;
    }

    private static Found found(Readable row) {
        return new Found(
                index(row),
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("timestamp", OffsetDateTime.class))
                        .toInstant(),
                flag(row, "own"),
                flag(row, "revised"));
    }

    private static int index(Readable row) {
        return Math.toIntExact(Objects.requireNonNull(row.get("ordinal", Long.class)) - 1);
    }

    private static boolean flag(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }
}
