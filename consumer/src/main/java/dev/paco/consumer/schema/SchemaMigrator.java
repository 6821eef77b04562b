package dev.paco.consumer.schema;

import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.database.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.stereotype.Component;

/**
 * Brings a database to this version's schema: an empty one, or one that the Python backend made and may be writing to
 * meanwhile. Its inserts never fail and never wait over a second.
 */
@Component
public final class SchemaMigrator {

    private final JdbcConnections connections;
    private final LegacyRowAdopter adopter;
    private final SchemaProperties properties;
    private final LockPatience patience;

    public SchemaMigrator(JdbcConnections connections, LegacyRowAdopter adopter, SchemaProperties properties) {
        this.connections = connections;
        this.adopter = adopter;
        this.properties = properties;
        this.patience = new LockPatience(properties);
    }

    /**
     * Takes the steps that are missing; none when the schema is up to date. Blocks for as long as that takes. Processes
     * that call it at once take turns.
     *
     * @return the version that the schema has now
     * @throws SchemaChangeException when the database cannot be reached or refuses, or others hold locks for longer than
     *     {@link SchemaProperties#patience}; calling again goes on from there
     */
    public String migrate() {
        return patience.until("The migration", this::attempt);
    }

    /**
     * Takes the steps that are missing, where this program may; otherwise looks whether there are any.
     *
     * @throws SchemaChangeException as {@link #migrate} does, and when another program must migrate first
     */
    public void makeReady() {
        if (properties.migrate()) {
            migrate();
        } else if (!isUpToDate()) {
            throw new SchemaChangeException(
                    "The schema is not at this version and paco.consumer.schema.migrate is false:"
                            + " run migrate as the owner of the tables");
        }
    }

    /** Whether no step is missing; changes nothing. */
    public boolean isUpToDate() {
        return flyway().info().pending().length == 0;
    }

    private String attempt() throws SQLException {
        try (Connection connection = connections.open()) {
            if (!AdvisoryLock.SCHEMA.tryForSession(connection)) {
                throw new SQLException("Another process is changing the schema", SqlState.LOCK_NOT_AVAILABLE.code());
            }
            SchemaHistory.forgetFailures(connection);
            MigrateResult result = flyway().migrate();
            return version(result);
        }
    }

    private static String version(MigrateResult result) {
        // Flyway names a target only when there was something to do.
        String version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        return String.valueOf(version);
    }

    private Flyway flyway() {
        return Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(connections.asDataSource())
                .locations("classpath:db/paco")
                .javaMigrations(
                        new RestoreProviderValues(),
                        new BuildIndexes(properties),
                        new AdoptExistingRows(adopter),
                        new DropRedundantIndex(properties))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .initSql("SET lock_timeout = '" + properties.lockTimeout().toMillis() + "ms';"
                        // Steps that are taken again find their tables there.
                        + "SET client_min_messages = warning")
                // In a transaction its lock would hold a snapshot, and CREATE INDEX CONCURRENTLY would wait for it.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }
}
