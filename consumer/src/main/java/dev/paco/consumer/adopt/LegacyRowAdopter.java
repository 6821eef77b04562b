package dev.paco.consumer.adopt;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows without a message key theirs, in the order of their ids. Of several rows of one message the first gets the
 * key; the others stay without and are remembered, so that nobody looks at them again. Thread-safe; of several
 * processes one works at a time.
 */
public final class LegacyRowAdopter {

    /** unique_violation and foreign_key_violation: another writer was quicker; deadlock, serialization. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("23505", "23503", "40P01", "40001");

    private static final int TRIES = 10;
    private static final int LOCK = 0x5041434F;

    private static final String NEXT = """
            SELECT c.id, p.research_id, c.conversation_id, c."timestamp", c.role, c.content, c.provider,
                   c.elevenlabs_conversation_id, c.elevenlabs_message_id
              FROM paco_conversations c
              JOIN paco_research_ids p ON p.id = c.research_id_fk
             WHERE c.message_key IS NULL
               AND NOT EXISTS (SELECT 1 FROM paco_messages_without_key w WHERE w.message_id = c.id)
             ORDER BY c.id
             LIMIT ?""";

    private static final String OWNERS = """
            SELECT message_key, id FROM paco_conversations WHERE message_key = ANY (?)
             UNION ALL
            SELECT message_key, message_id FROM paco_message_aliases WHERE message_key = ANY (?)""";

    private static final String GIVE_KEYS = """
            UPDATE paco_conversations c SET message_key = k.message_key
              FROM unnest(?::integer[], ?::uuid[]) AS k(id, message_key)
             WHERE c.id = k.id AND c.message_key IS NULL""";

    private static final String REMEMBER = """
            INSERT INTO paco_messages_without_key (message_id, twin_of)
            SELECT * FROM unnest(?::integer[], ?::integer[])
                ON CONFLICT (message_id) DO NOTHING""";

    /** Adopts until no row is left that could get a key; {@code batchSize} rows a transaction. */
    public void adoptAll(Connection connection, int batchSize) throws SQLException {
        int adopted = batchSize;
        while (adopted == batchSize) {
            adopted = adoptNext(connection, batchSize, TRIES);
        }
    }

    private int adoptNext(Connection connection, int limit, int tries) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            int adopted = isAlone(connection) ? adopt(connection, next(connection, limit)) : 0;
            connection.commit();
            return adopted;
        } catch (SQLException e) {
            connection.rollback();
            if (tries > 1 && WORTH_ANOTHER_TRY.contains(String.valueOf(e.getSQLState()))) {
                return adoptNext(connection, limit, tries - 1);
            }
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet locked = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")) {
            locked.next();
            return locked.getBoolean(1);
        }
    }

    private static List<LegacyRow> next(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setInt(1, limit);
            try (ResultSet result = statement.executeQuery()) {
                List<LegacyRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(LegacyRow.of(result));
                }
                return rows;
            }
        }
    }

    private static int adopt(Connection connection, List<LegacyRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        Map<Integer, UUID> keys = new LinkedHashMap<>();
        Map<Integer, @Nullable Integer> withoutKey = new LinkedHashMap<>();
        for (LegacyRow row : rows) {
            Optional<UUID> key = row.messageKey();
            if (key.isPresent()) {
                keys.put(row.id(), key.get());
            } else {
                withoutKey.put(row.id(), null);
            }
        }
        Map<UUID, Integer> owners = owners(connection, keys.values().toArray(UUID[]::new));
        Map<Integer, UUID> given = new LinkedHashMap<>();
        keys.forEach((id, key) -> {
            Integer owner = owners.putIfAbsent(key, id);
            if (owner == null) {
                given.put(id, key);
            } else {
                withoutKey.put(id, owner);
            }
        });
        execute(connection, GIVE_KEYS, "uuid", given);
        execute(connection, REMEMBER, "integer", withoutKey);
        return rows.size();
    }

    private static Map<UUID, Integer> owners(Connection connection, UUID[] keys) throws SQLException {
        Array array = connection.createArrayOf("uuid", keys);
        try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
            statement.setArray(1, array);
            statement.setArray(2, array);
            try (ResultSet result = statement.executeQuery()) {
                Map<UUID, Integer> owners = new HashMap<>();
                while (result.next()) {
                    owners.put(result.getObject(1, UUID.class), result.getInt(2));
                }
                return owners;
            }
        }
    }

    private static void execute(
            Connection connection, String sql, String type, Map<Integer, ? extends @Nullable Object> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("integer", rows.keySet().toArray()));
            statement.setArray(2, connection.createArrayOf(type, rows.values().toArray()));
            statement.executeUpdate();
        }
    }
}
