package dev.paco.standalone;

import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes participants to try the pipeline with. */
final class Participants {

    private static final String SEED = """
            INSERT INTO paco_research_ids (research_id, is_active, notes)
            SELECT 'RID' || lpad(n::text, 3, '0'), true, 'made by standalone'
              FROM generate_series(1, 10) n
             WHERE NOT EXISTS (SELECT 1 FROM paco_research_ids)""";

    private Participants() {}

    /** Creates RID001 to RID010 where there is no participant at all. */
    static void seed(DatabaseUrl database) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(SEED);
        } catch (SQLException e) {
            throw new IllegalStateException("The first participants cannot be created", e);
        }
    }
}
