package dev.paco.gateway.auth;

import dev.paco.gateway.problem.DatabaseUnreachableException;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads participants and notes their acknowledgments; every failure is a {@link DatabaseUnreachableException}. */
@Repository
class ParticipantStore {

    /** For a connection that hangs; what Postgres itself is slow with, it cancels before. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseClient database;

    ParticipantStore(DatabaseClient database) {
        this.database = database;
    }

    /** The participant, active or not; empty when there is none. */
    Mono<Participant> find(String researchId) {
        return database.sql("SELECT research_id, is_active, created_at FROM paco_research_ids WHERE research_id = $1")
                .bind(0, researchId)
                .map(ParticipantStore::participant)
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    /** Whether the participant has acknowledged a disclaimer. */
    Mono<Boolean> hasAcknowledged(String researchId) {
        return database.sql(
                        "SELECT EXISTS (SELECT 1 FROM paco_disclaimer_acknowledgments a"
                                + " JOIN paco_research_ids p ON p.id = a.research_id_fk WHERE p.research_id = $1) AS acknowledged")
                .bind(0, researchId)
                .map(row -> Boolean.TRUE.equals(row.get("acknowledged", Boolean.class)))
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    /** Notes an acknowledgment of an active participant and gives its time; empty when there is no such one. */
    Mono<Instant> acknowledge(String researchId, String version) {
        return database.sql("INSERT INTO paco_disclaimer_acknowledgments (research_id_fk, disclaimer_version)"
                        + " SELECT id, $2 FROM paco_research_ids WHERE research_id = $1 AND is_active"
                        + " RETURNING acknowledged_at")
                .bind(0, researchId)
                .bind(1, version)
                .map(row -> Objects.requireNonNull(instant(row, "acknowledged_at")))
                .one()
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    /** The research ids of all participants that are deactivated. */
    Mono<Set<String>> deactivated() {
        return database.sql("SELECT research_id FROM paco_research_ids WHERE NOT is_active")
                .map(row -> Objects.requireNonNull(row.get("research_id", String.class)))
                .all()
                .collect(Collectors.toUnmodifiableSet())
                .timeout(TIMEOUT)
                .onErrorMap(DatabaseUnreachableException::new);
    }

    private static Participant participant(Readable row) {
        return new Participant(
                Objects.requireNonNull(row.get("research_id", String.class)),
                Boolean.TRUE.equals(row.get("is_active", Boolean.class)),
                instant(row, "created_at"));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
