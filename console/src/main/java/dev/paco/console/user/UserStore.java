package dev.paco.console.user;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users in Postgres. */
@Repository
public class UserStore {

    private static final String SELECT = """
            SELECT username, password_hash, role, enabled, version, created_at, created_by, last_login_at
              FROM paco_console_users""";

    private final DatabaseClient database;

    UserStore(DatabaseClient database) {
        this.database = database;
    }

    /** The user of that name; names are in lower case. */
    public Mono<ConsoleUser> find(String username) {
        return database.sql(SELECT + " WHERE username = $1")
                .bind(0, username)
                .map(UserStore::user)
                .one();
    }

    /** All users by name. */
    public Flux<ConsoleUser> all() {
        return database.sql(SELECT + " ORDER BY username").map(UserStore::user).all();
    }

    /** Whether there is an operator who gets in. */
    public Mono<Boolean> hasOperator() {
        return database.sql("SELECT EXISTS (SELECT 1 FROM paco_console_users WHERE role = 'operator' AND enabled)")
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    /** Adds a user; false when there is one of that name. */
    public Mono<Boolean> add(String username, String passwordHash, Role role, String createdBy) {
        return database.sql("""
                        INSERT INTO paco_console_users (username, password_hash, role, created_by)
                        VALUES ($1, $2, $3, $4) ON CONFLICT (username) DO NOTHING""")
                .bind(0, username)
                .bind(1, passwordHash)
                .bind(2, role.wireName())
                .bind(3, createdBy)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Gives a user another password; false when there is no such user. */
    public Mono<Boolean> changePassword(String username, String passwordHash) {
        return database.sql("UPDATE paco_console_users SET password_hash = $2, version = version + 1"
                        + " WHERE username = $1")
                .bind(0, username)
                .bind(1, passwordHash)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /**
     * Changes what a user may do, but for the last operator who gets in: then, and when there is no such user, false. Operators are
     * locked meanwhile, so that no two of them lock each other out.
     */
    public Mono<Boolean> change(String username, Role role, boolean enabled) {
        return database.sql("""
                        WITH operators AS (
                            SELECT username FROM paco_console_users WHERE role = 'operator' AND enabled
                             ORDER BY id FOR UPDATE)
                        UPDATE paco_console_users u SET role = $2, enabled = $3, version = version + 1
                         WHERE username = $1
                           AND (($2 = 'operator' AND $3)
                                OR EXISTS (SELECT 1 FROM operators o WHERE o.username <> u.username))""")
                .bind(0, username)
                .bind(1, role.wireName())
                .bind(2, enabled)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Notes that a user has just logged in. */
    public Mono<Void> loggedIn(String username, Instant at) {
        return database.sql("UPDATE paco_console_users SET last_login_at = $2 WHERE username = $1")
                .bind(0, username)
                .bind(1, at)
                .then();
    }

    private static ConsoleUser user(Readable row) {
        return new ConsoleUser(
                text(row, "username"),
                text(row, "password_hash"),
                Role.of(text(row, "role")).orElseThrow(),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(instant(row, "created_at")),
                text(row, "created_by"),
                instant(row, "last_login_at"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
