package dev.paco.consumer.rebuild;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as two schemas can be compared by: its rows under names that are the same in both, though ids are not.
 *
 * @param table what the report calls it
 * @param rows a query with the columns {@code name} and {@code columns}; {@code {schema}} stands for the schema
 * @param columns what is compared
 */
record ComparedTable(String table, String rows, List<String> columns) {

    /** A row without a key is one of the old backend's, whose id a rebuild keeps. */
    private static final String ROW_NAME = "COALESCE(%1$s.message_key::text, 'id ' || %1$s.id)";

    static final ComparedTable MESSAGES = new ComparedTable(
            "paco_conversations",
            "SELECT " + ROW_NAME.formatted("c") + " AS name, p.research_id, c.conversation_id, c.\"timestamp\","
                    + " c.role, c.content, c.model_used, c.audio_url, c.provider, c.elevenlabs_conversation_id,"
                    + " c.elevenlabs_message_id, c.message_key, c.source, c.received_at, c.reconciliation"
                    + " FROM {schema}.paco_conversations c"
                    + " JOIN {schema}.paco_research_ids p ON p.id = c.research_id_fk",
            List.of(
                    "research_id",
                    "conversation_id",
                    "timestamp",
                    "role",
                    "content",
                    "model_used",
                    "audio_url",
                    "provider",
                    "elevenlabs_conversation_id",
                    "elevenlabs_message_id",
                    "message_key",
                    "source",
                    "received_at",
                    "reconciliation"));

    /** Everything that is compared. */
    static final List<ComparedTable> ALL = List.of(
            new ComparedTable(
                    "paco_research_ids",
                    "SELECT research_id AS name, created_at, is_active, notes FROM {schema}.paco_research_ids",
                    List.of("created_at", "is_active", "notes")),
            MESSAGES,
            new ComparedTable(
                    "paco_erasure_tombstones",
                    "SELECT research_id AS name, erased_at FROM {schema}.paco_erasure_tombstones",
                    List.of("erased_at")),
            new ComparedTable(
                    "paco_message_revisions",
                    "SELECT " + ROW_NAME.formatted("c") + " || ' ' || left(encode(r.content_sha256, 'hex'), 16) AS"
                            + " name, r.content, r.received_at, r.source FROM {schema}.paco_message_revisions r"
                            + " JOIN {schema}.paco_conversations c ON c.id = r.message_id",
                    List.of("content", "received_at", "source")),
            new ComparedTable(
                    "paco_message_aliases",
                    "SELECT a.message_key::text AS name, " + ROW_NAME.formatted("c") + " AS row"
                            + " FROM {schema}.paco_message_aliases a"
                            + " JOIN {schema}.paco_conversations c ON c.id = a.message_id",
                    List.of("row")),
            new ComparedTable(
                    "paco_conversation_metadata",
                    "SELECT p.research_id || ' ' || m.conversation_id AS name, m.agent_id, m.started_at, m.duration_seconds,"
                            + " m.status, m.turns, m.summary, m.evaluation, m.source, m.observed_at"
                            + " FROM {schema}.paco_conversation_metadata m"
                            + " JOIN {schema}.paco_research_ids p ON p.id = m.research_id_fk",
                    List.of(
                            "agent_id",
                            "started_at",
                            "duration_seconds",
                            "status",
                            "turns",
                            "summary",
                            "evaluation",
                            "source",
                            "observed_at")),
            new ComparedTable(
                    "paco_messages_without_key",
                    "SELECT " + ROW_NAME.formatted("c") + " AS name, k.reason, " + ROW_NAME.formatted("t")
                            + " AS twin_of FROM {schema}.paco_messages_without_key k"
                            + " JOIN {schema}.paco_conversations c ON c.id = k.message_id"
                            + " LEFT JOIN {schema}.paco_conversations t ON t.id = k.twin_of",
                    List.of("reason", "twin_of")));

    /** A query for the rows that are not the same in {@code live} and {@code other}: name and what differs. */
    String differences(String live, String other) {
        String changed = columns.stream()
                .map(column -> "CASE WHEN l.\"" + column + "\" IS DISTINCT FROM o.\"" + column + "\" THEN '" + column
                        + "' END")
                .collect(Collectors.joining(", "));
        String same = columns.stream()
                .map(column -> "l.\"" + column + "\" IS NOT DISTINCT FROM o.\"" + column + "\"")
                .collect(Collectors.joining(" AND "));
        return "SELECT COALESCE(l.name, o.name) AS name, CASE WHEN o.name IS NULL THEN 'only in ' || '" + literal(live)
                + "' WHEN l.name IS NULL THEN 'only in ' || '" + literal(other)
                + "' ELSE 'differs in ' || concat_ws(', ', "
                + changed + ") END AS difference, count(*) OVER () AS total FROM (" + rows.replace("{schema}", live)
                + ") l FULL JOIN (" + rows.replace("{schema}", other)
                + ") o ON o.name = l.name WHERE l.name IS NULL OR o.name IS NULL OR NOT (" + same + ") ORDER BY 1";
    }

    private static String literal(String name) {
        return name.replace("'", "''");
    }
}
