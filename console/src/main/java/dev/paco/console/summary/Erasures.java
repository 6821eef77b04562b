package dev.paco.console.summary;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What erasures leave behind in the summaries: they delete a participant's conversations, but not from the counts that are nobody's. */
final class Erasures {

    private static final String COMPLETED = "SELECT count(*) FROM paco_erasures WHERE completed_at IS NOT NULL";

    private static final String MISCOUNTED = """
            SELECT block
              FROM (SELECT block, messages::bigint, characters FROM paco_conversation_parts
                     UNION ALL
                    SELECT block, -messages, -characters FROM paco_message_summaries) b
             GROUP BY block
            HAVING sum(messages) <> 0 OR sum(characters) <> 0
             ORDER BY block""";

    private final Connection connection;

    Erasures(Connection connection) {
        this.connection = connection;
    }

    /** How many there have been. */
    long completed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COMPLETED)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The blocks whose counts are not the sum of their conversations, lowest first. Reads all parts of conversations. */
    List<Block> miscounted() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(MISCOUNTED)) {
            List<Block> blocks = new ArrayList<>();
            while (rows.next()) {
                blocks.add(new Block(rows.getInt(1)));
            }
            return blocks;
        }
    }
}
