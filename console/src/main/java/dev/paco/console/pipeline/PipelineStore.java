package dev.paco.console.pipeline;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Asks Postgres how it does. */
@Repository
class PipelineStore {

    private final DatabaseClient database;

    PipelineStore(DatabaseClient database) {
        this.database = database;
    }

    /** Its version; fails when it does not answer. */
    Mono<String> version() {
        return database.sql("SELECT current_setting('server_version')")
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }
}
