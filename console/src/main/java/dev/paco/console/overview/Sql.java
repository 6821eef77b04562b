package dev.paco.console.overview;

/**
 * What a researcher would ask the messages' table for the same numbers, to be shown and copied.
 *
 * @param filter of the page
 */
record Sql(Filter filter) {

    /** The README's: a line for each conversation with ElevenLabs. */
    static final String ELEVENLABS_CONVERSATIONS = """
            SELECT elevenlabs_conversation_id, count(*) AS message_count, min("timestamp") AS started, max("timestamp") AS ended
              FROM paco_conversations
             WHERE provider = 'elevenlabs'
             GROUP BY elevenlabs_conversation_id
             ORDER BY started DESC;""";

    String figures() {
        return """
                SELECT count(*) AS messages,
                       count(DISTINCT (research_id_fk, conversation_id)) AS conversations,
                       count(DISTINCT research_id_fk) AS participants,
                       round(avg(length(content)), 2) AS avg_length
                  FROM paco_conversations""" + where() + ";";
    }

    String perPeriod(Period period) {
        return """
                SELECT {start} AS {period}, provider, count(*) AS messages
                  FROM paco_conversations{where}
                 GROUP BY 1, 2
                 ORDER BY 1, 2;""".replace("{start}", period.sql())
                .replace("{period}", period.label())
                .replace("{where}", where());
    }

    String byProvider() {
        return """
                SELECT provider, count(*) AS messages
                  FROM paco_conversations{where}
                 GROUP BY provider
                 ORDER BY provider;""".replace("{where}", where());
    }

    String averageLength() {
        return """
                SELECT provider, role, round(avg(length(content)), 2) AS avg_length
                  FROM paco_conversations{where}
                 GROUP BY provider, role
                 ORDER BY provider, role;""".replace("{where}", where());
    }

    String sizes() {
        return """
                SELECT size.label AS messages, count(c.messages) AS conversations
                  FROM (VALUES {sizes}) AS size (least, most, label)
                  LEFT JOIN (SELECT count(*) AS messages
                               FROM paco_conversations
                              GROUP BY research_id_fk, conversation_id{having}) c
                    ON c.messages BETWEEN size.least AND size.most
                 GROUP BY size.least, size.label
                 ORDER BY size.least;""".replace("{sizes}", Size.asValues()).replace("{having}", having("\n                             "));
    }

    String conversations() {
        return """
                SELECT p.research_id, c.conversation_id, count(*) AS messages,
                       min("timestamp") AS started, max("timestamp") AS ended
                  FROM paco_conversations c
                  JOIN paco_research_ids p ON p.id = c.research_id_fk
                 GROUP BY p.research_id, c.conversation_id{having}
                 ORDER BY messages DESC, p.research_id, c.conversation_id;""".replace("{having}", having("\n "));
    }

    private String where() {
        return filter.condition().isEmpty() ? "" : "\n WHERE " + filter.condition();
    }

    /** Conversations with one message of the filter are counted with all of their messages. */
    private String having(String indent) {
        return filter.condition().isEmpty() ? "" : indent + "HAVING bool_or(" + filter.condition() + ")";
    }
}
