package dev.paco.console.overview;

import dev.paco.console.database.Cursor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The summaries in Postgres. */
@Repository
class OverviewStore {

    private static final int FETCH_ROWS = 2000;

    private static final String DAYS = """
            SELECT NULLIF(day, '0001-01-01') AS day, NULLIF(provider, '') AS provider, role,
                   sum(messages)::bigint AS messages, sum(characters)::bigint AS characters
              FROM paco_message_summaries
             WHERE day >= $1 AND day < $2 AND ($3::text = '' OR provider = $3)
             GROUP BY 1, 2, 3
             ORDER BY 1, 2, 3""";

    private static final String SIZES = """
            SELECT s.messages, count(*) AS conversations
              FROM {source} s
             GROUP BY s.messages
             ORDER BY s.messages""";

    private static final String PARTICIPANTS = """
            SELECT count(*) AS participants
              FROM paco_research_ids p
             WHERE EXISTS (SELECT FROM {source} s WHERE s.research_id_fk = p.id)""";

    private static final String CONVERSATIONS = """
            SELECT s.id, p.research_id, s.conversation_id, s.messages,
                   NULLIF(s.first_at, 'epoch') AS started, NULLIF(s.last_at, 'epoch') AS ended
              FROM {source} s
              JOIN paco_research_ids p ON p.id = s.research_id_fk
             WHERE s.messages >= {least}
             ORDER BY s.messages DESC, p.research_id, s.conversation_id""";

    /**
     * Conversations with a message in a time: those that lie within it as a whole, and of those across a bound the ones with such a
     * message. Nearly all conversations are shorter than a day, which tells where those across a bound end. The planner takes no notice
     * of how first_at and last_at hang together: it is told that a conversation ends after it has begun, and, by ARRAY and OFFSET 0,
     * that those across a bound are few, which are looked up one by one.
     */
    private static final String OF_DAYS = """
            (SELECT i.* FROM paco_conversation_summaries i
              WHERE i.first_at >= $4 AND i.last_at >= $4 AND i.last_at < $5 AND ($3::text = '' OR $3 = ANY (i.providers))
              UNION ALL
             SELECT o.* FROM paco_conversation_summaries o
              WHERE o.id = ANY (ARRAY (
                             SELECT id FROM paco_conversation_summaries
                              WHERE last_at >= $4 AND last_at < $4::timestamptz + interval '1 day' AND first_at < $4
                              UNION
                             SELECT id FROM paco_conversation_summaries
                              WHERE last_at >= $5 AND last_at < $5::timestamptz + interval '1 day' AND first_at < $5
                              UNION
                             SELECT id FROM paco_conversation_summaries
                              WHERE last_at - first_at >= interval '1 day'
                                AND last_at >= $4 AND first_at < $5 AND (first_at < $4 OR last_at >= $5)))
                AND EXISTS (SELECT FROM paco_conversation_parts c
                             WHERE c.conversation_summary_id = o.id
                               AND c.day >= $1 AND c.day < $2 AND ($3 = '' OR c.provider = $3) OFFSET 0))""";

    private static final String OF_PROVIDER = "(SELECT * FROM paco_conversation_summaries WHERE $1 = ANY (providers))";

    private static final String PROVIDERS =
            "SELECT DISTINCT provider FROM paco_message_summaries WHERE provider <> '' ORDER BY provider";

    private static final String FRESHNESS = """
            SELECT h.updated_at,
                   GREATEST(COALESCE((SELECT max(id) FROM paco_conversations), 0) - COALESCE(h.position, 0), 0) AS behind
              FROM (SELECT) one
              LEFT JOIN paco_console_progress h ON h.name = 'head'""";

    private static final String PATIENCE = "SET LOCAL statement_timeout = '10min'";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    OverviewStore(DatabaseClient database) {
        this.database = database;
        this.transactions = TransactionalOperator.create(new R2dbcTransactionManager(database.getConnectionFactory()));
    }

    /** Messages by day, provider and role, in this order. */
    Mono<List<DayCount>> days(Filter filter) {
        return bound(DAYS, filter)
                .map(row -> new DayCount(
                        row.get("day", LocalDate.class),
                        row.get("provider", String.class),
                        text(row, "role"),
                        number(row, "messages"),
                        number(row, "characters")))
                .all()
                .collectList();
    }

    /** How many conversations with a message of the filter have how many messages in all, fewest first. */
    Mono<List<SizeCount>> sizes(Filter filter) {
        return filtered(SIZES, filter)
                .map(row -> new SizeCount(number(row, "messages"), number(row, "conversations")))
                .all()
                .collectList();
    }

    /** How many participants have a message of the filter. */
    Mono<Long> participants(Filter filter) {
        return filtered(PARTICIPANTS, filter)
                .map(row -> number(row, "participants"))
                .one();
    }

    /**
     * The conversations with a message of the filter, those with the most messages first.
     *
     * @param least messages that those have
     */
    Mono<List<LongConversation>> longest(Filter filter, int limit, long least) {
        return filtered(conversationsOf(least) + " LIMIT " + limit, filter)
                .map(OverviewStore::conversation)
                .all()
                .collectList();
    }

    /** All of them, read as they are asked for, which may take longer than a page's statement. */
    Flux<LongConversation> conversations(Filter filter) {
        return database.sql(PATIENCE)
                .then()
                .then(filtered(Cursor.declared(conversationsOf(0)), filter).then())
                .thenMany(Cursor.rows(database, FETCH_ROWS, OverviewStore::conversation))
                .as(transactions::transactional);
    }

    /** Of which there are messages, by name. */
    Mono<List<String>> providers() {
        return database.sql(PROVIDERS).map(row -> text(row, "provider")).all().collectList();
    }

    Mono<Freshness> freshness() {
        return database.sql(FRESHNESS)
                .map(row -> new Freshness(instant(row, "updated_at"), number(row, "behind")))
                .one();
    }

    private static String conversationsOf(long least) {
        return CONVERSATIONS.replace("{least}", Long.toString(least));
    }

    private DatabaseClient.GenericExecuteSpec filtered(String sql, Filter filter) {
        if (!filter.isAllTime()) {
            return bound(sql.replace("{source}", OF_DAYS), filter)
                    .bind(3, utc(filter.firstDay()))
                    .bind(4, utc(filter.endDay()));
        }
        return filter.provider() == null
                ? database.sql(sql.replace("{source}", "paco_conversation_summaries"))
                : database.sql(sql.replace("{source}", OF_PROVIDER)).bind(0, filter.provider());
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Filter filter) {
        return database.sql(sql)
                .bind(0, filter.firstDay())
                .bind(1, filter.endDay())
                .bind(2, filter.providerOrEmpty());
    }

    private static LongConversation conversation(Readable row) {
        return new LongConversation(
                number(row, "id"),
                text(row, "research_id"),
                text(row, "conversation_id"),
                number(row, "messages"),
                instant(row, "started"),
                instant(row, "ended"));
    }

    private static OffsetDateTime utc(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
