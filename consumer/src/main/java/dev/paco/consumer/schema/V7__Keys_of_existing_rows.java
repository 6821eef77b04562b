package dev.paco.consumer.schema;

import dev.paco.consumer.adopt.LegacyRowAdopter;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Gives the rows that were there before us their message keys, a batch a transaction, before anything is written. */
// Flyway reads version and description from the name.
final class V7__Keys_of_existing_rows extends BaseJavaMigration {

    private static final int BATCH_SIZE = 1_000;

    private final LegacyRowAdopter adopter;

    V7__Keys_of_existing_rows(LegacyRowAdopter adopter) {
        this.adopter = adopter;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("SET lock_timeout = 0");
        }
        adopter.adoptAll(context.getConnection(), BATCH_SIZE);
    }
}
