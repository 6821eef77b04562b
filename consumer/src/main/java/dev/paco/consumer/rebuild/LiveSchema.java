package dev.paco.consumer.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema that the writer writes to: the first of the role's search path. */
final class LiveSchema {

    private LiveSchema() {}

    /** Its name, as a statement may hold it. */
    static String quotedName(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT quote_ident(current_schema())")) {
            result.next();
            return result.getString(1);
        }
    }
}
