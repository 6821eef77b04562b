package dev.paco.consumer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Flyway's record of the steps that were taken. */
final class SchemaHistory {

    private SchemaHistory() {}

    static boolean exists(Connection connection) throws SQLException {
        return Catalog.hasTable("flyway_schema_history", connection);
    }

    /**
     * Forgets steps that failed outside a transaction; each may be taken again, and Flyway alone would ask for a repair.
     * No-op without a history.
     */
    static void forgetFailures(Connection connection) throws SQLException {
        if (exists(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM flyway_schema_history WHERE NOT success");
            }
        }
    }

    /**
     * Forgets the provider columns and every step after them, so that they are taken again.
     *
     * @return whether there was anything to forget
     */
    static boolean forgetProviderColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("""
                    DELETE FROM flyway_schema_history
                    WHERE installed_rank >= (SELECT min(installed_rank) FROM flyway_schema_history WHERE version = '2')
                    """) > 0;
        }
    }
}
