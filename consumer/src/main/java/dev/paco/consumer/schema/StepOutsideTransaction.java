package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * A migration in Java that commits as it goes. When it is broken off it is taken again from its beginning, so it must
 * find out by itself what is done already.
 */
abstract class StepOutsideTransaction implements JavaMigration {

    private final MigrationVersion version;
    private final String description;

    StepOutsideTransaction(String version, String description) {
        this.version = MigrationVersion.fromVersion(version);
        this.description = description;
    }

    @Override
    public MigrationVersion getVersion() {
        return version;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    /** How long a statement of this step waits for others from now on. */
    static void setLockTimeout(Duration timeout, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + timeout.toMillis() + "ms'");
        }
    }
}
