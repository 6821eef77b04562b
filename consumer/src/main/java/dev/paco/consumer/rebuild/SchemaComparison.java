package dev.paco.consumer.rebuild;

import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the live schema with another one of the same database: participants, messages, revisions, aliases and rows
 * without a key, all columns but ids, which are followed to the rows that they name. Both are read as of one moment.
 */
public final class SchemaComparison {

    private static final int EXAMPLES = 20;

    /**
     * Messages that came by the log and stand in another place of their conversation. Only those in both count, so that
     * one that is missing does not move all that follow it.
     */
    private static final String MISPLACED = """
            WITH both_schemas AS (
                SELECT l.message_key,
                       row_number() OVER (PARTITION BY l.conversation_id ORDER BY l.id) AS live_place,
                       row_number() OVER (PARTITION BY l.conversation_id ORDER BY o.id) AS other_place
                  FROM {live}.paco_conversations l
                  JOIN {other}.paco_conversations o USING (message_key)
                 WHERE l.source IS NOT NULL
            )
            SELECT count(*) FROM both_schemas WHERE live_place <> other_place""";

    private final JdbcConnections connections;

    /** Compares by connections to the live schema. */
    public SchemaComparison(JdbcConnections connections) {
        this.connections = connections;
    }

    /** The differences between the live schema and {@code other}. */
    public Differences with(SchemaName other) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            String live = LiveSchema.quotedName(connection);
            Map<String, Long> totals = new TreeMap<>();
            List<Difference> examples = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                for (ComparedTable table : ComparedTable.ALL) {
                    compare(table, table.differences(live, other.value()), statement, totals, examples);
                }
                return new Differences(totals, examples, misplaced(live, other, statement));
            }
        }
    }

    private static void compare(
            ComparedTable table, String sql, Statement statement, Map<String, Long> totals, List<Difference> examples)
            throws SQLException {
        totals.put(table.table(), 0L);
        try (ResultSet result = statement.executeQuery(sql + " LIMIT " + EXAMPLES)) {
            while (result.next()) {
                totals.put(table.table(), result.getLong("total"));
                examples.add(new Difference(table.table(), result.getString("name"), result.getString("difference")));
            }
        }
    }

    private static long misplaced(String live, SchemaName other, Statement statement) throws SQLException {
        try (ResultSet result =
                statement.executeQuery(MISPLACED.replace("{live}", live).replace("{other}", other.value()))) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * What is not the same.
     *
     * @param totals how many rows of each table
     * @param examples some of them
     * @param misplaced how many messages stand in another place of their conversation; no difference, since those that
     *     were redriven do
     */
    public record Differences(Map<String, Long> totals, List<Difference> examples, long misplaced) {

        /** Whether there are none. */
        public boolean isEmpty() {
            return totals.values().stream().allMatch(total -> total == 0);
        }
    }

    /**
     * A row that is not the same.
     *
     * @param table where
     * @param row its key, else its id; never its content
     * @param difference in which schema alone it is, or which columns differ
     */
    public record Difference(String table, String row, String difference) {}
}
