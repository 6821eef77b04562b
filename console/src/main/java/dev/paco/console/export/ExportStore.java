package dev.paco.console.export;

import dev.paco.console.database.Cursor;
import dev.paco.console.filter.Conditions;
import dev.paco.console.filter.MessageFilter;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads messages for files: a few at a time, all of them as one snapshot sees them. */
@Repository
class ExportStore {

    /** With look-ups, and not joins, which would make Postgres sort all rows before the first one comes. */
    private static final String MESSAGES = """
            SELECT m.id, (SELECT r.research_id FROM paco_research_ids r WHERE r.id = m.research_id_fk) AS research_id,
                   m.conversation_id, m."timestamp", m.role, m.provider, m.content, m.model_used, m.audio_url,
                   m.elevenlabs_conversation_id, m.elevenlabs_message_id, m.message_key, m.source, m.received_at, m.reconciliation,
                   (SELECT count(*) FROM paco_message_revisions v WHERE v.message_id = m.id) AS revisions
              FROM\s""";

    /** By id, and for transcripts as conversations are read. */
    private static final String IN_ORDER = "paco_conversations m WHERE %s ORDER BY ";

    /**
     * Transcripts in the order in which conversations began: that of their ids is that of research ids where a conversation has no other.
     * The conversations are sorted, which are few, and then looked up one by one.
     */
    private static final String BY_BEGIN = """
            (SELECT m.conversation_id, m.research_id_fk, min(m.id) AS first FROM paco_conversations m
              WHERE %1$s GROUP BY m.conversation_id, m.research_id_fk ORDER BY first) c
             CROSS JOIN LATERAL (
                SELECT * FROM paco_conversations n
                 WHERE n.conversation_id = c.conversation_id AND n.research_id_fk = c.research_id_fk OFFSET 0) m
             WHERE %1$s ORDER BY c.first, m."timestamp", m.id""";

    private static final String PARTICIPANT = "= (SELECT r.id FROM paco_research_ids r WHERE r.research_id = ?)";

    /** More rows than these are not sorted: the index of conversations has them in order, if less quickly, from the first on. */
    private static final long MOST_SORTED = 200_000;

    /** How long a connection may take to be put in order; one that broke never will be, and nobody waits for it. */
    private static final Duration CLEANING_UP = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final ExportProperties properties;

    ExportStore(DatabaseClient database, ExportProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** About how many messages there are, by the summaries of conversations. */
    Mono<Long> estimate(MessageFilter filter) {
        Conditions conditions = new Conditions()
                .and("research_id_fk " + PARTICIPANT, filter.participant())
                .and("conversation_id = ?", filter.conversation())
                .and("? = ANY (providers)", filter.provider())
                .and("last_at >= ?", filter.from())
                .and("first_at < ?", filter.to());
        return database.sql(
                        "SELECT COALESCE(sum(messages), 0)::bigint AS messages FROM paco_conversation_summaries WHERE "
                                + conditions.sql())
                .bindValues(conditions.values())
                .map(row -> Objects.requireNonNull(row.get("messages", Long.class)))
                .one();
    }

    /**
     * The messages, by id, or for transcripts as conversations are read.
     *
     * @param neutral whether the order of conversations must not tell that of their ids
     * @param expected about how many there are
     */
    Flux<ExportedMessage> messages(MessageFilter filter, What what, boolean neutral, long expected) {
        return Flux.usingWhen(
                database.getConnectionFactory().create(),
                connection -> {
                    DatabaseClient client = DatabaseClient.create(new SingleConnectionFactory(
                            connection, database.getConnectionFactory().getMetadata(), true));
                    return client.sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                            .then()
                            .then(set(
                                    client,
                                    "statement_timeout",
                                    properties.statementTimeout().toMillis() + "ms"))
                            .then(
                                    what == What.TRANSCRIPTS && expected > MOST_SORTED
                                            ? set(client, "enable_sort", "off")
                                            : Mono.empty())
                            .thenMany(read(client, filter, what, neutral));
                },
                connection -> leave(connection, "COMMIT"),
                (connection, failure) -> leave(connection, "ROLLBACK"),
                connection -> leave(connection, "ROLLBACK"));
    }

    /** Ends the snapshot and gives the connection back; what goes wrong with that is no failure of the file. */
    private static Mono<Void> leave(Connection connection, String how) {
        return Flux.from(connection.createStatement(how).execute())
                .flatMap(Result::getRowsUpdated)
                .then()
                .timeout(CLEANING_UP)
                .onErrorComplete()
                .then(Mono.from(connection.close()).timeout(CLEANING_UP).onErrorComplete());
    }

    private static Mono<Void> set(DatabaseClient client, String setting, String value) {
        return client.sql("SELECT set_config($1, $2, true)")
                .bind(0, setting)
                .bind(1, value)
                .map(row -> "")
                .one()
                .then();
    }

    private Flux<ExportedMessage> read(DatabaseClient client, MessageFilter filter, What what, boolean neutral) {
        Conditions conditions = new Conditions()
                .and("m.research_id_fk " + PARTICIPANT, filter.participant())
                .and("m.conversation_id = ?", filter.conversation())
                .and("m.provider = ?", filter.provider())
                .and("m.\"timestamp\" >= ?", filter.from())
                .and("m.\"timestamp\" < ?", filter.to());
        String rows = switch (what) {
            case MESSAGES -> IN_ORDER + "m.id";
            case TRANSCRIPTS ->
                neutral ? BY_BEGIN : IN_ORDER + "m.conversation_id, m.research_id_fk, m.\"timestamp\", m.id";
        };
        return client.sql(Cursor.declared(MESSAGES + rows.formatted(conditions.sql())))
                .bindValues(conditions.values())
                .then()
                .thenMany(Cursor.rows(client, properties.fetchSize(), ExportStore::message));
    }

    private static ExportedMessage message(Readable row) {
        UUID key = row.get("message_key", UUID.class);
        return new ExportedMessage(
                Objects.requireNonNull(row.get("id", Integer.class)),
                text(row, "research_id"),
                text(row, "conversation_id"),
                row.get("timestamp", Instant.class),
                text(row, "role"),
                row.get("provider", String.class),
                text(row, "content"),
                row.get("model_used", String.class),
                row.get("audio_url", String.class),
                row.get("elevenlabs_conversation_id", String.class),
                row.get("elevenlabs_message_id", String.class),
                key == null ? null : key.toString(),
                row.get("source", String.class),
                row.get("received_at", Instant.class),
                row.get("reconciliation", String.class),
                Objects.requireNonNull(row.get("revisions", Long.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
