package dev.paco.console.conversation;

import dev.paco.console.filter.Conditions;
import dev.paco.console.filter.MessageFilter;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds conversations among their summaries. */
@Repository
class ConversationStore {

    private static final String LINE = """
            SELECT s.id, (SELECT r.research_id FROM paco_research_ids r WHERE r.id = s.research_id_fk) AS research_id,
                   s.conversation_id, s.providers, s.messages, s.first_at, s.last_at
            """;

    private final DatabaseClient database;

    ConversationStore(DatabaseClient database) {
        this.database = database;
    }

    /** The next conversations from a position on. */
    Mono<List<ConversationLine>> next(MessageFilter filter, @Nullable Position from, Direction direction, int most) {
        Conditions conditions = conditions(filter, from, direction);
        return lines(
                LINE + "FROM paco_conversation_summaries s WHERE " + conditions.sql() + " ORDER BY " + direction.order()
                        + " LIMIT " + conditions.parameter(most),
                conditions);
    }

    /**
     * Those of the next {@code window} conversations that have a message with the words: quick where words are common. The words are
     * compared in a form that no index serves, lest the index of all words is asked for each conversation.
     */
    Mono<List<ConversationLine>> walk(
            MessageFilter filter, String words, @Nullable Position from, Direction direction, int window, int most) {
        Conditions conditions = conditions(filter, from, direction);
        String looked = window(conditions, direction, window);
        return lines(
                LINE + "FROM (" + looked + ") s CROSS JOIN LATERAL (SELECT 1 FROM paco_message_texts t"
                        + " WHERE t.conversation_summary_id = s.id AND (t.words @@ (SELECT "
                        + conditions.parameter(words) + "::tsquery)) IS TRUE LIMIT 1) hit ORDER BY "
                        + direction.order() + " LIMIT " + conditions.parameter(most),
                conditions);
    }

    /** Where the next {@code window} conversations end; empty when there are none. */
    Mono<Window> window(MessageFilter filter, @Nullable Position from, Direction direction, int window) {
        Conditions conditions = conditions(filter, from, direction);
        return database.sql("SELECT s.last_at, s.id, count(*) OVER () AS size FROM ("
                        + window(conditions, direction, window) + ") s ORDER BY "
                        + direction.reversed().order() + " LIMIT 1")
                .bindValues(conditions.values())
                .map(row -> new Window(new Position(row.get("last_at", Instant.class), integer(row, "id")), (int)
                        integer(row, "size")))
                .one();
    }

    /** The next conversations that have a message with the words, by the index of words: quick where words are rare. */
    Mono<Hits> indexed(
            MessageFilter filter,
            String words,
            @Nullable Position from,
            Direction direction,
            int mostMessages,
            int most) {
        Conditions conditions = conditions(filter, from, direction);
        String sql =
                "WITH hits AS MATERIALIZED (SELECT conversation_summary_id AS id FROM paco_message_texts WHERE words @@ "
                        + conditions.parameter(words) + "::tsquery LIMIT " + conditions.parameter(mostMessages)
                        + ") SELECT n.messages AS hits, p.* FROM (SELECT count(*) AS messages FROM hits) n LEFT JOIN ("
                        + LINE
                        + "FROM (SELECT DISTINCT id FROM hits) h CROSS JOIN LATERAL (SELECT * FROM paco_conversation_summaries c WHERE c.id = h.id LIMIT 1) s WHERE "
                        + conditions.sql() + " ORDER BY " + direction.order() + " LIMIT " + conditions.parameter(most)
                        + ") p ON true ORDER BY p.last_at " + (direction == Direction.OLDER ? "DESC" : "ASC")
                        + ", p.id "
                        + (direction == Direction.OLDER ? "DESC" : "ASC");
        return database.sql(sql)
                .bindValues(conditions.values())
                .map(row -> new Hits(row.get("id") == null ? List.of() : List.of(line(row)), integer(row, "hits")))
                .all()
                .collectList()
                .map(rows -> new Hits(
                        rows.stream().flatMap(row -> row.lines().stream()).toList(),
                        rows.get(0).messages()));
    }

    /** The words as Postgres compares them, the last one as a beginning unless it is quoted; empty when they say nothing. */
    Mono<String> words(String typed) {
        return database.sql("SELECT websearch_to_tsquery('simple', $1)::text")
                .bind(0, typed)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .filter(words -> !words.isEmpty())
                .map(words -> typed.endsWith("\"") || !words.endsWith("'") || isNegated(words) ? words : words + ":*");
    }

    private static boolean isNegated(String words) {
        return words.substring(words.lastIndexOf(' ') + 1).startsWith("!");
    }

    /** The conversation of that number. */
    Mono<ConversationLine> find(long id) {
        return database.sql(LINE + "FROM paco_conversation_summaries s WHERE s.id = $1")
                .bind(0, id)
                .map(ConversationStore::line)
                .one();
    }

    /** The number of a participant's conversation. */
    Mono<Long> numberOf(String researchId, String conversationId) {
        return database.sql("""
                        SELECT s.id FROM paco_conversation_summaries s JOIN paco_research_ids r ON r.id = s.research_id_fk
                         WHERE r.research_id = $1 AND s.conversation_id = $2""")
                .bind(0, researchId)
                .bind(1, conversationId)
                .map(row -> integer(row, "id"))
                .one();
    }

    private static String window(Conditions conditions, Direction direction, int window) {
        return "SELECT s.* FROM paco_conversation_summaries s WHERE " + conditions.sql() + " ORDER BY "
                + direction.order() + " LIMIT " + conditions.parameter(window);
    }

    private static Conditions conditions(MessageFilter filter, @Nullable Position from, Direction direction) {
        Conditions conditions = new Conditions()
                .and(
                        "s.research_id_fk = (SELECT r.id FROM paco_research_ids r WHERE r.research_id = ?)",
                        filter.participant())
                .and("s.conversation_id = ?", filter.conversation())
                .and("? = ANY (s.providers)", filter.provider())
                .and("s.last_at >= ?", filter.from())
                .and("s.first_at < ?", filter.to());
        if (from != null && from.at() != null) {
            String at = conditions.parameter(from.at());
            conditions.and("(s.last_at, s.id) " + direction.comparison() + " (" + at + ", ?)", from.id());
        }
        return conditions;
    }

    private Mono<List<ConversationLine>> lines(String sql, Conditions conditions) {
        return database.sql(sql)
                .bindValues(conditions.values())
                .map(ConversationStore::line)
                .all()
                .collectList();
    }

    private static ConversationLine line(Readable row) {
        return new ConversationLine(
                integer(row, "id"),
                text(row, "research_id"),
                text(row, "conversation_id"),
                List.of(Objects.requireNonNull(row.get("providers", String[].class))),
                (int) integer(row, "messages"),
                Objects.requireNonNull(row.get("first_at", Instant.class)),
                Objects.requireNonNull(row.get("last_at", Instant.class)));
    }

    private static long integer(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
