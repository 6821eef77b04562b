package dev.paco.consumer.erase;

import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What stays of an erasure in the database: the tombstone, and the entry that says when, by whom and how much. */
final class ErasureRecord {

    private static final String BEGIN = """
            INSERT INTO paco_erasures (research_id, started_at, started_by) VALUES (?, ?, ?) RETURNING id""";

    private static final String TOMBSTONE = """
            INSERT INTO paco_erasure_tombstones AS t (research_id, erased_at) VALUES (?, ?)
            ON CONFLICT (research_id) DO UPDATE SET erased_at = excluded.erased_at
             WHERE t.erased_at < excluded.erased_at""";

    private static final String DEACTIVATE =
            "UPDATE paco_research_ids SET is_active = false, notes = NULL WHERE research_id = ?";

    private static final String COMPLETE = """
            UPDATE paco_erasures
               SET completed_at = ?, rows_removed = ?::jsonb, records_removed = ?, letters_removed = ?
             WHERE id = ?""";

    private final JdbcConnections connections;

    ErasureRecord(JdbcConnections connections) {
        this.connections = connections;
    }

    /** Puts the tombstone, deactivates the participant and opens the entry; its id. */
    long begin(ParticipantErased erased, Instant now, String by) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement tombstone = connection.prepareStatement(TOMBSTONE);
                    PreparedStatement deactivate = connection.prepareStatement(DEACTIVATE);
                    PreparedStatement entry = connection.prepareStatement(BEGIN)) {
                tombstone.setString(1, erased.researchId());
                tombstone.setObject(2, erased.erasedAt().atOffset(ZoneOffset.UTC));
                tombstone.executeUpdate();
                deactivate.setString(1, erased.researchId());
                deactivate.executeUpdate();
                entry.setString(1, erased.researchId());
                entry.setObject(2, now.atOffset(ZoneOffset.UTC));
                entry.setString(3, by);
                try (ResultSet result = entry.executeQuery()) {
                    result.next();
                    long id = result.getLong(1);
                    connection.commit();
                    return id;
                }
            }
        }
    }

    /** Closes the entry. */
    void complete(long id, Map<String, Long> rows, long records, long letters, Instant now) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(COMPLETE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setString(2, JsonMapper.shared().writeValueAsString(rows));
            statement.setLong(3, records);
            statement.setLong(4, letters);
            statement.setLong(5, id);
            statement.executeUpdate();
        }
    }
}
