package dev.paco.console.conversation;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads how far the work in the background has come. Ids are taken for a count of messages: they hardly leave any out. */
@Repository
class IndexProgressStore {

    private static final String READ = """
            SELECT greatest(0, m.head - COALESCE((SELECT position FROM paco_console_progress WHERE name = 'head'), 0)),
                   greatest(0, m.head - COALESCE((SELECT position FROM paco_console_progress WHERE name = 'texts'), 0))
              FROM (SELECT COALESCE((SELECT max(id) FROM paco_conversations), 0)::bigint AS head) m""";

    private final DatabaseClient database;

    IndexProgressStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<IndexProgress> read() {
        return database.sql(READ)
                .map(row -> new IndexProgress(
                        Objects.requireNonNull(row.get(0, Long.class)), Objects.requireNonNull(row.get(1, Long.class))))
                .one();
    }
}
