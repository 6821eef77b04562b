package dev.paco.consumer.schema;

import dev.paco.consumer.adopt.AdoptProperties;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.legacy.TestDatabase;
import java.time.Duration;

/** What the tests change schemas with. */
public final class Schemas {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Schemas() {}

    public static SchemaMigrator migrator(TestDatabase database) {
        return migrator(PATIENCE, database);
    }

    static SchemaMigrator migrator(Duration patience, TestDatabase database) {
        return new SchemaMigrator(
                database.connections(), adopter(database), new SchemaProperties(true, LOCK_TIMEOUT, patience));
    }

    public static Rollback rollback(TestDatabase database) {
        return new Rollback(database.connections(), new SchemaProperties(true, LOCK_TIMEOUT, PATIENCE));
    }

    /** In batches small enough that a test has several. */
    static LegacyRowAdopter adopter(TestDatabase database) {
        return new LegacyRowAdopter(database.connections(), new AdoptProperties(Duration.ofSeconds(20), 100));
    }
}
