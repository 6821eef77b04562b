package dev.paco.console.summary;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes what is known of a block what its messages say, whatever has happened to them, and the conversations that it has, or had, the sum
 * of their parts. Writes only what is other than before. In one transaction with one snapshot, of which {@code connection} is part.
 */
final class BlockSummary {

    /** With LATERAL, so that a few conversations are looked up and not all of them read. */
    private static final String ADD_CONVERSATIONS = """
            INSERT INTO paco_conversation_summaries (research_id_fk, conversation_id, providers, messages, user_messages, characters,
                                                     first_at, last_at)
            SELECT c.research_id_fk, c.conversation_id, '{}', 0, 0, 0, 'epoch', 'epoch'
              FROM (SELECT DISTINCT research_id_fk, conversation_id FROM paco_conversations WHERE id BETWEEN ? AND ?) c
              LEFT JOIN LATERAL (SELECT id FROM paco_conversation_summaries s
                                  WHERE s.research_id_fk = c.research_id_fk AND s.conversation_id = c.conversation_id
                                  LIMIT 1) s ON true
             WHERE s.id IS NULL
             ORDER BY 1, 2
            ON CONFLICT (research_id_fk, conversation_id) DO NOTHING""";

    private static final String MAKE_PARTS = """
            WITH made AS MATERIALIZED (
                SELECT s.id AS conversation_summary_id, m.day, m.provider, m.messages, m.user_messages, m.characters, m.first_at, m.last_at
                  FROM (SELECT research_id_fk, conversation_id,
                               COALESCE(("timestamp" AT TIME ZONE 'UTC')::date, '0001-01-01') AS day,
                               COALESCE(provider, '') AS provider,
                               count(*)::integer AS messages,
                               (count(*) FILTER (WHERE role = 'user'))::integer AS user_messages,
                               sum(length(content)) AS characters,
                               min("timestamp") AS first_at, max("timestamp") AS last_at
                          FROM paco_conversations
                         WHERE id BETWEEN ? AND ?
                         GROUP BY 1, 2, 3, 4) m
                 CROSS JOIN LATERAL (SELECT id FROM paco_conversation_summaries s
                                      WHERE s.research_id_fk = m.research_id_fk AND s.conversation_id = m.conversation_id
                                      LIMIT 1) s
            ), known AS MATERIALIZED (
                SELECT * FROM paco_conversation_parts WHERE block = ?
            ), gone AS (
                DELETE FROM paco_conversation_parts p
                 USING (SELECT conversation_summary_id, day, provider FROM known
                        EXCEPT SELECT conversation_summary_id, day, provider FROM made) g
                 WHERE p.block = ? AND p.conversation_summary_id = g.conversation_summary_id
                   AND p.day = g.day AND p.provider = g.provider
                RETURNING p.conversation_summary_id
            ), changed AS (
                INSERT INTO paco_conversation_parts AS p (block, conversation_summary_id, day, provider, messages, user_messages,
                                                          characters, first_at, last_at)
                SELECT ?::integer, n.* FROM (
                       SELECT * FROM made
                       EXCEPT
                       SELECT conversation_summary_id, day, provider, messages, user_messages, characters, first_at, last_at FROM known
                       ORDER BY 1, 2, 3) n
                ON CONFLICT (conversation_summary_id, block, day, provider)
                DO UPDATE SET messages = excluded.messages, user_messages = excluded.user_messages,
                              characters = excluded.characters, first_at = excluded.first_at, last_at = excluded.last_at
            )
            SELECT ARRAY(SELECT DISTINCT conversation_summary_id FROM gone)""";

    private static final String SUM_UP = """
            WITH touched AS (
                SELECT conversation_summary_id AS id FROM paco_conversation_parts WHERE block = ?
                 UNION
                SELECT unnest(?::bigint[])
            ), made AS MATERIALIZED (
                SELECT t.id, p.*
                  FROM touched t
                 CROSS JOIN LATERAL (
                       SELECT COALESCE(array_agg(DISTINCT provider::text) FILTER (WHERE provider <> ''), '{}') AS providers,
                              sum(messages)::integer AS messages, sum(user_messages)::integer AS user_messages,
                              sum(characters)::bigint AS characters,
                              COALESCE(min(first_at), 'epoch') AS first_at, COALESCE(max(last_at), 'epoch') AS last_at
                         FROM paco_conversation_parts
                        WHERE conversation_summary_id = t.id) p
            ), gone AS (
                DELETE FROM paco_conversation_summaries s USING made m WHERE s.id = m.id AND m.messages IS NULL
                RETURNING 1
            ), changed AS (
                UPDATE paco_conversation_summaries s
                   SET providers = m.providers, messages = m.messages, user_messages = m.user_messages, characters = m.characters,
                       first_at = m.first_at, last_at = m.last_at
                  FROM made m
                 WHERE s.id = m.id AND m.messages IS NOT NULL
                   AND (s.providers, s.messages, s.user_messages, s.characters, s.first_at, s.last_at)
                       IS DISTINCT FROM (m.providers, m.messages, m.user_messages, m.characters, m.first_at, m.last_at)
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed)""";

    private static final String COUNT = """
            WITH made AS MATERIALIZED (
                SELECT COALESCE(("timestamp" AT TIME ZONE 'UTC')::date, '0001-01-01') AS day, COALESCE(provider, '') AS provider, role,
                       count(*)::integer AS messages, sum(length(content)) AS characters
                  FROM paco_conversations
                 WHERE id BETWEEN ? AND ?
                 GROUP BY 1, 2, 3
            ), gone AS (
                DELETE FROM paco_message_summaries s
                 WHERE s.block = ?
                   AND NOT EXISTS (SELECT FROM made m WHERE m.day = s.day AND m.provider = s.provider AND m.role = s.role)
                RETURNING 1
            ), changed AS (
                INSERT INTO paco_message_summaries (block, day, provider, role, messages, characters)
                SELECT ?::integer, n.* FROM (
                       SELECT * FROM made
                       EXCEPT
                       SELECT day, provider, role, messages, characters FROM paco_message_summaries WHERE block = ?) n
                ON CONFLICT (block, day, provider, role)
                DO UPDATE SET messages = excluded.messages, characters = excluded.characters
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed)""";

    private final Connection connection;
    private final Block block;

    BlockSummary(Connection connection, Block block) {
        this.connection = connection;
        this.block = block;
    }

    /** Makes all of it right; how many conversations and counts were not. */
    int make() throws SQLException {
        addConversations();
        return sumUp(makeParts()) + count();
    }

    private void addConversations() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_CONVERSATIONS)) {
            statement.setLong(1, block.firstId());
            statement.setLong(2, block.lastId());
            statement.executeUpdate();
        }
    }

    /** The conversations that have no messages in this block any more. */
    private Array makeParts() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAKE_PARTS)) {
            statement.setLong(1, block.firstId());
            statement.setLong(2, block.lastId());
            statement.setInt(3, block.number());
            statement.setInt(4, block.number());
            statement.setInt(5, block.number());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getArray(1);
            }
        }
    }

    private int sumUp(Array gone) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
            statement.setInt(1, block.number());
            statement.setArray(2, gone);
            return only(statement);
        }
    }

    /** Makes the counts right that are nobody's in particular; how many were not. */
    int count() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, block.firstId());
            statement.setLong(2, block.lastId());
            statement.setInt(3, block.number());
            statement.setInt(4, block.number());
            statement.setInt(5, block.number());
            return only(statement);
        }
    }

    private static int only(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
