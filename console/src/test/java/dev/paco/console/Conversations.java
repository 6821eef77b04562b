package dev.paco.console;

import java.util.List;

/** Puts conversations into the database as the writer, and the work in the background, would. */
public final class Conversations {

    private final RunningConsole console;

    public Conversations(RunningConsole console) {
        this.console = console;
    }

    /** Adds a turn. */
    public void say(String researchId, String conversation, String time, String role, String provider, String content) {
        console.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider, message_key, source,
                                                received_at)
                SELECT id, %s, %s, %s, %s, %s, gen_random_uuid(), 'frontend', %s
                  FROM paco_research_ids WHERE research_id = %s""".formatted(
                        quoted(conversation),
                        quoted(time),
                        quoted(role),
                        quoted(content),
                        quoted(provider),
                        quoted(time),
                        quoted(researchId)));
    }

    /** Sums up, and indexes the words of, the conversations whose ids begin so. */
    public void sumUp(String beginning) {
        String which = "m.conversation_id LIKE " + quoted(beginning + "%");
        console.execute("""
                INSERT INTO paco_conversation_summaries (research_id_fk, conversation_id, providers, messages, user_messages, characters,
                                                         first_at, last_at)
                SELECT m.research_id_fk, m.conversation_id, array_agg(DISTINCT m.provider), count(*),
                       count(*) FILTER (WHERE m.role = 'user'), sum(length(m.content)),
                       COALESCE(min(m."timestamp"), 'epoch'), COALESCE(max(m."timestamp"), 'epoch')
                  FROM paco_conversations m WHERE %s GROUP BY 1, 2
                ON CONFLICT (research_id_fk, conversation_id) DO UPDATE
                   SET messages = excluded.messages, first_at = excluded.first_at, last_at = excluded.last_at""".formatted(which));
        console.execute("""
                INSERT INTO paco_conversation_parts (conversation_summary_id, block, day, provider, messages, user_messages, characters,
                                                     first_at, last_at)
                SELECT s.id, m.id / 20000, COALESCE((m."timestamp" AT TIME ZONE 'UTC')::date, '0001-01-01'), COALESCE(m.provider, ''), count(*),
                       count(*) FILTER (WHERE m.role = 'user'), sum(length(m.content)), min(m."timestamp"), max(m."timestamp")
                  FROM paco_conversations m JOIN paco_conversation_summaries s USING (research_id_fk, conversation_id)
                 WHERE %s GROUP BY 1, 2, 3, 4
                ON CONFLICT DO NOTHING""".formatted(which));
        console.execute("""
                INSERT INTO paco_message_texts (message_id, conversation_summary_id, words)
                SELECT m.id, s.id, to_tsvector('simple', m.content)
                  FROM paco_conversations m JOIN paco_conversation_summaries s USING (research_id_fk, conversation_id) WHERE %s
                ON CONFLICT (message_id) DO NOTHING""".formatted(which));
    }

    /** Where the transcript of a conversation is. */
    public String pathOf(String conversation) {
        List<String> ids = console.query(
                "SELECT id FROM paco_conversation_summaries WHERE conversation_id = " + quoted(conversation));
        return "/conversations/" + ids.get(0);
    }

    /** Takes the conversations whose ids begin so away again. */
    public void remove(String beginning) {
        console.execute(
                "DELETE FROM paco_conversation_summaries WHERE conversation_id LIKE " + quoted(beginning + "%"));
        console.execute("DELETE FROM paco_conversations WHERE conversation_id LIKE " + quoted(beginning + "%"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
