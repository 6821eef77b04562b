package dev.paco.console.conversation;

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

    private static final String INDEXED = """
            WITH hits AS MATERIALIZED (SELECT conversation_summary_id AS id, message_id FROM paco_message_texts
                                        WHERE words @@ {words}::tsquery LIMIT {mostMessages})
            SELECT n.messages AS hits, p.*
              FROM (SELECT count(*) AS messages FROM hits) n
              LEFT JOIN ({line}
                           FROM (SELECT id, array_agg(message_id) AS messages FROM hits GROUP BY id) h
                          CROSS JOIN LATERAL (SELECT * FROM paco_conversation_summaries c WHERE c.id = h.id LIMIT 1) s{said}
                          WHERE {conditions}
                          ORDER BY {order} LIMIT {most}) p ON true
             ORDER BY {lineOrder}""";

    private static final String SAID = """

                          CROSS JOIN LATERAL (SELECT 1 FROM paco_conversations m
                                               WHERE m.id = ANY (h.messages) AND m.conversation_id = s.conversation_id""";

    private final DatabaseClient database;

    ConversationStore(DatabaseClient database) {
        this.database = database;
    }

    /** The next conversations from a position on. */
    Mono<List<ConversationLine>> next(MessageFilter filter, @Nullable Position from, Direction direction, int most) {
        ConversationQuery query = new ConversationQuery(filter, from, direction);
        return lines(LINE + "FROM (" + query.next(most) + ") s ORDER BY " + query.order(), query);
    }

    /**
     * Those of the next {@code window} conversations that have a message with the words: quick where words are common. The words are
     * compared in a form that no index serves, lest the index of all words is asked for each conversation.
     */
    Mono<List<ConversationLine>> walk(
            MessageFilter filter, String words, @Nullable Position from, Direction direction, int window, int most) {
        ConversationQuery query = new ConversationQuery(filter, from, direction);
        String looked = query.next(window);
        String inTime = query.messageInTime();
        return lines(
                LINE + "FROM (" + looked + ") s CROSS JOIN LATERAL (SELECT 1 FROM paco_message_texts t"
                        + (inTime.isEmpty() ? "" : " JOIN paco_conversations m ON m.id = t.message_id")
                        + " WHERE t.conversation_summary_id = s.id AND (t.words @@ (SELECT "
                        + query.parameter(words) + "::tsquery)) IS TRUE" + inTime + " LIMIT 1) hit ORDER BY "
                        + query.order() + " LIMIT " + query.parameter(most),
                query);
    }

    /** Where the next {@code window} conversations end; empty when there are none. */
    Mono<Window> window(MessageFilter filter, @Nullable Position from, Direction direction, int window) {
        ConversationQuery query = new ConversationQuery(filter, from, direction);
        return database.sql("SELECT s.last_at, s.id, count(*) OVER () AS size FROM (" + query.next(window)
                        + ") s ORDER BY " + direction.reversed().order() + " LIMIT 1")
                .bindValues(query.values())
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
        ConversationQuery query = new ConversationQuery(filter, from, direction);
        String sql = INDEXED.replace("{words}", query.parameter(words))
                .replace("{mostMessages}", query.parameter(mostMessages))
                .replace("{line}", LINE)
                .replace(
                        "{said}",
                        query.messageInTime().isEmpty() ? "" : SAID + query.messageInTime() + " LIMIT 1) said")
                .replace("{conditions}", query.conditions())
                .replace("{order}", query.order())
                .replace("{most}", query.parameter(most))
                .replace("{lineOrder}", query.order().replace("s.", "p."));
        return database.sql(sql)
                .bindValues(query.values())
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

    private Mono<List<ConversationLine>> lines(String sql, ConversationQuery query) {
        return database.sql(sql)
                .bindValues(query.values())
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
                time(row, "first_at"),
                time(row, "last_at"));
    }

    private static @Nullable Instant time(Readable row, String column) {
        Instant time = row.get(column, Instant.class);
        return Position.WITHOUT_TIME.equals(time) ? null : time;
    }

    private static long integer(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
