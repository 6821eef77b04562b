package dev.paco.console.audit;

import io.r2dbc.postgresql.codec.Json;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of the audit, to which is only added. */
@Repository
class AuditEntryStore {

    private static final String INSERT = """
            INSERT INTO paco_console_audit (username, address, act, subject, details)
            VALUES ($1, $2, $3, $4, $5)""";

    private final DatabaseClient database;

    AuditEntryStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds an entry.
     *
     * @param subject empty for none
     * @param details as JSON
     */
    Mono<Void> add(Actor actor, Act act, String subject, String details) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(INSERT)
                .bind(0, actor.username())
                .bind(1, actor.address())
                .bind(2, act.wireName());
        statement = subject.isEmpty() ? statement.bindNull(3, String.class) : statement.bind(3, subject);
        return statement.bind(4, Json.of(details)).then();
    }
}
