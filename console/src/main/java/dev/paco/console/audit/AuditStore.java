package dev.paco.console.audit;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit in Postgres, which takes entries and gives them, and lets nobody change one. */
@Repository
public class AuditStore {

    /** Before the first page. */
    public static final long NEWEST = Long.MAX_VALUE;

    private static final int FETCH_SIZE = 1000;

    private static final String INSERT = """
            INSERT INTO paco_console_audit (username, address, act, subject, details)
            SELECT $1, $2, $3, nullif(subject, ''), $5 FROM unnest($4::text[]) AS s(subject)""";

    private final DatabaseClient database;

    AuditStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Actor actor, Act act, List<String> subjects, String details) {
        return database.sql(INSERT)
                .bind(0, actor.username())
                .bind(1, actor.address())
                .bind(2, act.wireName())
                .bind(3, subjects.toArray(String[]::new))
                .bind(4, Json.of(details))
                .then();
    }

    /** The newest entries before the one of id {@code before}, newest first. */
    public Flux<AuditEntry> newest(AuditFilter filter, long before, int limit) {
        return select(filter, before, "DESC LIMIT " + limit)
                .map(AuditStore::entry)
                .all();
    }

    /** All entries, newest first, read from the database as they are taken. */
    Flux<AuditEntry> all(AuditFilter filter) {
        return select(filter, NEWEST, "DESC")
                .filter(statement -> statement.fetchSize(FETCH_SIZE))
                .map(AuditStore::entry)
                .all();
    }

    private GenericExecuteSpec select(AuditFilter filter, long before, String order) {
        StringJoiner conditions = new StringJoiner(" AND ", " WHERE ", "").add("id < :before");
        if (!filter.username().isEmpty()) {
            conditions.add("username = :username");
        }
        if (!filter.act().isEmpty()) {
            conditions.add("act = :act");
        }
        if (!filter.subject().isEmpty()) {
            conditions.add("subject = :subject");
        }
        if (filter.from() != null) {
            conditions.add("acted_at >= :from");
        }
        if (filter.to() != null) {
            conditions.add("acted_at < :to");
        }
        return bound(
                database.sql("SELECT id, acted_at, username, address, act, subject, details::text AS details"
                        + " FROM paco_console_audit" + conditions + " ORDER BY id " + order),
                filter,
                before);
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec select, AuditFilter filter, long before) {
        GenericExecuteSpec statement = select.bind("before", before);
        statement = filter.username().isEmpty() ? statement : statement.bind("username", filter.username());
        statement = filter.act().isEmpty() ? statement : statement.bind("act", filter.act());
        statement = filter.subject().isEmpty() ? statement : statement.bind("subject", filter.subject());
        statement = filter.from() == null ? statement : statement.bind("from", filter.from());
        return filter.to() == null ? statement : statement.bind("to", filter.to());
    }

    private static AuditEntry entry(Readable row) {
        String subject = row.get("subject", String.class);
        return new AuditEntry(
                Objects.requireNonNull(row.get("id", Long.class)),
                at(row),
                text(row, "username"),
                text(row, "address"),
                text(row, "act"),
                subject == null ? "" : subject,
                text(row, "details"));
    }

    private static Instant at(Readable row) {
        return Objects.requireNonNull(row.get("acted_at", OffsetDateTime.class)).toInstant();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
