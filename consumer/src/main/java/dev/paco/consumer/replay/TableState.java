package dev.paco.consumer.replay;

import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the table of the messages looks like. */
final class TableState {

    private TableState() {}

    static boolean isEmpty(JdbcConnections connections) throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT NOT EXISTS (SELECT 1 FROM paco_conversations)")) {
            return result.next() && result.getBoolean(1);
        }
    }
}
