package dev.paco.consumer.adopt;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The SQL of an adoption, all of it in the transaction of one connection. */
final class LegacyRows {

    private static final String CAN_BE_IDENTIFIED = """
            SELECT to_regclass('paco_messages_without_key') IS NOT NULL
               AND to_regclass('paco_rolled_back_provider_columns') IS NULL""";

    private static final String NEXT = """
            SELECT c.id, r.research_id, c.provider, c.elevenlabs_conversation_id, c.elevenlabs_message_id,
                   c.conversation_id, c.role, c."timestamp", c.content
            FROM paco_conversations c
            JOIN paco_research_ids r ON r.id = c.research_id_fk
            WHERE c.message_key IS NULL
              AND c.id > ?
              AND NOT EXISTS (SELECT FROM paco_messages_without_key k WHERE k.message_id = c.id)
            ORDER BY c.id
            LIMIT ?
            FOR UPDATE OF c""";

    private static final String HOLDERS = """
            SELECT message_key, id FROM paco_conversations WHERE message_key = ANY (?)
            UNION ALL
            SELECT message_key, message_id FROM paco_message_aliases WHERE message_key = ANY (?)""";

    private static final String GIVE_KEYS = """
            UPDATE paco_conversations c
            SET message_key = given.message_key
            FROM unnest(?, ?) AS given (id, message_key)
            WHERE c.id = given.id AND c.message_key IS NULL""";

    private static final String REMEMBER = """
            INSERT INTO paco_messages_without_key (message_id, reason, twin_of)
            SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (message_id) DO NOTHING""";

    private final Connection connection;

    LegacyRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether rows tell what message they hold: not before the schema is migrated, nor until the values that a rollback
     * kept are restored.
     */
    boolean canBeIdentified() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CAN_BE_IDENTIFIED)) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** Up to {@code limit} rows after {@code afterId} that were never examined, lowest id first, locked. */
    List<LegacyRow> next(long afterId, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setLong(1, afterId);
            statement.setInt(2, limit);
            try (ResultSet result = statement.executeQuery()) {
                List<LegacyRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    /** Which rows answer to any of {@code keys}, their own or an alias. */
    Map<UUID, Integer> holders(Collection<UUID> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            Array array = array("uuid", List.copyOf(keys));
            statement.setArray(1, array);
            statement.setArray(2, array);
            try (ResultSet result = statement.executeQuery()) {
                Map<UUID, Integer> holders = new HashMap<>();
                while (result.next()) {
                    holders.put(result.getObject(1, UUID.class), result.getInt(2));
                }
                return holders;
            }
        }
    }

    void carryOut(List<Verdict> verdicts) throws SQLException {
        List<Verdict> keyed = verdicts.stream().filter(v -> v.key() != null).toList();
        try (PreparedStatement statement = connection.prepareStatement(GIVE_KEYS)) {
            statement.setArray(
                    1, array("integer", keyed.stream().map(Verdict::id).toList()));
            statement.setArray(2, array("uuid", keyed.stream().map(Verdict::key).toList()));
            statement.executeUpdate();
        }
        List<Verdict> keyless = verdicts.stream().filter(v -> v.key() == null).toList();
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setArray(
                    1, array("integer", keyless.stream().map(Verdict::id).toList()));
            statement.setArray(
                    2, array("text", keyless.stream().map(Verdict::reasonColumn).toList()));
            statement.setArray(
                    3, array("integer", keyless.stream().map(Verdict::twinOf).toList()));
            statement.executeUpdate();
        }
    }

    private Array array(String type, List<?> elements) throws SQLException {
        return connection.createArrayOf(type, elements.toArray());
    }

    private static LegacyRow row(ResultSet result) throws SQLException {
        return new LegacyRow(
                result.getInt(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getObject(8, OffsetDateTime.class),
                result.getString(9));
    }
}
