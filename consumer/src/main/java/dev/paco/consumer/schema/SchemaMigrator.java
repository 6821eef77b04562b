package dev.paco.consumer.schema;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes over the database: an empty one, the old backend's before or after its own last migration, and one that it
 * still writes to. Several consumers may migrate at once; one does, the others wait.
 *
 * <p>No statement waits longer than {@code lock-timeout} for a lock, since whoever waits for a strong one holds up all
 * that come after it. A migration that meets a lock is rolled back and tried again.
 */
@Component
public final class SchemaMigrator {

    private static final Logger log = LoggerFactory.getLogger(SchemaMigrator.class);

    /** lock_not_available, deadlock_detected, serialization_failure. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01", "40001");

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final DatabaseUrl database;
    private final SchemaProperties properties;

    public SchemaMigrator(DatabaseUrl database, SchemaProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * Brings the schema to the latest version; nothing happens when it is there.
     *
     * @return how many migrations were applied
     * @throws FlywayException when the database cannot be reached or refuses
     */
    public int migrate() {
        long deadline = System.nanoTime() + properties.patience().toNanos();
        while (true) {
            try {
                return flyway().migrate().migrationsExecuted;
            } catch (FlywayException failure) {
                if (!isWorthAnotherTry(failure) || System.nanoTime() > deadline) {
                    throw failure;
                }
                log.info("A migration met a lock and tries again");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
            }
        }
    }

    private Flyway flyway() {
        return Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("classpath:dev/paco/consumer/schema")
                .javaMigrations(new V5__Concurrent_indexes(), new V7__Keys_of_existing_rows(new LegacyRowAdopter()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .initSql("SET lock_timeout = " + properties.lockTimeout().toMillis())
                // Flyway's own lock would otherwise be a transaction that CREATE INDEX CONCURRENTLY waits for, for
                // ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && WORTH_ANOTHER_TRY.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
