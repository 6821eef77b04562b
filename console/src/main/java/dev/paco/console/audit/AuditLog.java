package dev.paco.console.audit;

import io.r2dbc.postgresql.codec.Json;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds entries to the audit, which are kept for ever. What cannot be noted is not done: note first, then act. */
@Repository
public class AuditLog {

    private static final String INSERT = """
            INSERT INTO paco_console_audit (username, address, act, subject, details)
            VALUES ($1, $2, $3, $4, $5)""";

    private final DatabaseClient database;
    private final JsonMapper mapper;

    AuditLog(DatabaseClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Notes an act on nothing in particular. */
    public Mono<Void> note(Actor actor, Act act) {
        return note(actor, act, "", Map.of());
    }

    /**
     * Notes an act.
     *
     * @param subject what it is about: a research id, a conversation, a letter, a user; empty for nothing in particular
     * @param details how; never what was said in a message, and no password
     */
    public Mono<Void> note(Actor actor, Act act, String subject, Map<String, ?> details) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(INSERT)
                .bind(0, actor.username())
                .bind(1, actor.address())
                .bind(2, act.wireName());
        statement = subject.isEmpty() ? statement.bindNull(3, String.class) : statement.bind(3, subject);
        return statement.bind(4, Json.of(mapper.writeValueAsString(details))).then();
    }
}
