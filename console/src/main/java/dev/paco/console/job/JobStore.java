package dev.paco.console.job;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The jobs in Postgres, {@code paco_console_jobs}. */
@Repository
class JobStore {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final String SELECT = """
            SELECT id, kind, parameters, started_by, started_at, ended_at, state, phase, phase_began_at, done, total,
                   trouble, result, cancel_requested
              FROM paco_console_jobs""";

    private final DatabaseClient database;
    private final JsonMapper mapper;

    JobStore(DatabaseClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Adds a job that runs; its id, nothing when one of the kind runs already. */
    Mono<Long> begin(JobKind kind, Map<String, Object> parameters, String startedBy, Instant at, UUID owner) {
        return database.sql("""
                        INSERT INTO paco_console_jobs (kind, parameters, started_by, started_at, state, owner)
                        VALUES ($1, $2, $3, $4, 'running', $5)
                        ON CONFLICT (kind) WHERE state = 'running' DO NOTHING
                        RETURNING id""")
                .bind(0, kind.wireName())
                .bind(1, Json.of(mapper.writeValueAsString(parameters)))
                .bind(2, startedBy)
                .bind(3, at)
                .bind(4, owner)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Writes where a job is, as a sign of life; what the table says of it. */
    Mono<Order> tell(long id, JobPosition position) {
        return position(database.sql("""
                                UPDATE paco_console_jobs
                                   SET phase = $2, phase_began_at = $3, done = $4, total = $5, trouble = $6, seen_at = now()
                                 WHERE id = $1 AND state = 'running'
                             RETURNING cancel_requested""").bind(0, id), position)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)) ? Order.STOP : Order.GO_ON)
                .one()
                .defaultIfEmpty(Order.NOT_YOURS);
    }

    /** What a console has to do about a job that it runs. */
    enum Order {
        GO_ON,
        /** Somebody has asked it to stop. */
        STOP,
        /** It counts as ended: another console has found it silent for too long. */
        NOT_YOURS
    }

    private static GenericExecuteSpec position(GenericExecuteSpec statement, JobPosition position) {
        GenericExecuteSpec bound =
                statement.bind(1, position.phase()).bind(3, position.done()).bind(4, position.total());
        bound = position.phaseBeganAt() == null
                ? bound.bindNull(2, Instant.class)
                : bound.bind(2, position.phaseBeganAt());
        return position.trouble() == null ? bound.bindNull(5, String.class) : bound.bind(5, position.trouble());
    }

    /** Writes how a job has ended. */
    Mono<Void> end(long id, JobPosition position, JobEnd end, Instant at) {
        return position(database.sql("""
                                UPDATE paco_console_jobs
                                   SET phase = $2, phase_began_at = $3, done = $4, total = $5, trouble = $6, seen_at = now(),
                                       state = $7, result = $8, ended_at = $9
                                 WHERE id = $1""").bind(0, id), position)
                .bind(6, end.state().wireName())
                .bind(7, Json.of(mapper.writeValueAsString(end.result())))
                .bind(8, at)
                .then();
    }

    /** Asks a job to stop, whichever console runs it; false when it does not run. */
    Mono<Boolean> askToStop(long id) {
        return database.sql("UPDATE paco_console_jobs SET cancel_requested = true WHERE id = $1 AND state = 'running'")
                .bind(0, id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Ends the jobs of other consoles that gave no sign of life for {@code silence}; how many those were. */
    Mono<Long> interruptSilent(UUID owner, Duration silence) {
        return database.sql("""
                        UPDATE paco_console_jobs SET state = 'interrupted', ended_at = seen_at
                         WHERE state = 'running' AND owner <> $1
                           AND seen_at < now() - $2 * interval '1 millisecond'""")
                .bind(0, owner)
                .bind(1, silence.toMillis())
                .fetch()
                .rowsUpdated();
    }

    Mono<Job> find(long id) {
        return database.sql(SELECT + " WHERE id = $1")
                .bind(0, id)
                .map(this::job)
                .one();
    }

    /** Jobs of a kind before another, newest first. */
    Flux<Job> before(JobKind kind, long id, int limit) {
        return database.sql(SELECT + " WHERE kind = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
                .bind(0, kind.wireName())
                .bind(1, id)
                .bind(2, limit)
                .map(this::job)
                .all();
    }

    /** The newest jobs of a kind of which a parameter is {@code value}. */
    Flux<Job> with(JobKind kind, String parameter, String value, int limit) {
        return database.sql(SELECT + " WHERE kind = $1 AND parameters ->> $2 = $3 ORDER BY id DESC LIMIT $4")
                .bind(0, kind.wireName())
                .bind(1, parameter)
                .bind(2, value)
                .bind(3, limit)
                .map(this::job)
                .all();
    }

    private Job job(Readable row) {
        return new Job(
                Objects.requireNonNull(row.get("id", Long.class)),
                JobKind.of(text(row, "kind")).orElseThrow(),
                fields(row, "parameters"),
                text(row, "started_by"),
                Objects.requireNonNull(instant(row, "started_at")),
                instant(row, "ended_at"),
                JobState.of(text(row, "state")).orElseThrow(),
                new JobPosition(
                        Objects.requireNonNullElse(row.get("phase", String.class), ""),
                        instant(row, "phase_began_at"),
                        Objects.requireNonNull(row.get("done", Long.class)),
                        Objects.requireNonNull(row.get("total", Long.class)),
                        row.get("trouble", String.class)),
                fields(row, "result"),
                Boolean.TRUE.equals(row.get("cancel_requested", Boolean.class)));
    }

    private Map<String, Object> fields(Readable row, String column) {
        return mapper.readValue(
                Objects.requireNonNull(row.get(column, Json.class)).asString(), FIELDS);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
