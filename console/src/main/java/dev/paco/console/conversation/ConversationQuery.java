package dev.paco.console.conversation;

import dev.paco.console.filter.Conditions;
import dev.paco.console.filter.MessageFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations {@code s} of a filter from a position on, as SQL. With a time they are those that have a message in it. Nearly all
 * conversations are shorter than a day, which tells how long after the time they may end; the planner takes no notice of how first_at and
 * last_at hang together.
 */
final class ConversationQuery {

    /** Within the time as a whole, or with a part that begins or ends in it; the messages are asked where a part goes beyond both ends. */
    private static final String IN_TIME = """
            s.last_at >= {from} AND s.first_at < {to}
            AND (s.first_at >= {from} AND s.last_at < {to} AND s.last_at <> 'epoch' OR EXISTS (
                 SELECT FROM paco_conversation_parts c
                  WHERE c.conversation_summary_id = s.id{c.provider}
                    AND c.day >= ({from} AT TIME ZONE 'UTC')::date AND c.day <= ({to} AT TIME ZONE 'UTC')::date
                    AND c.last_at >= {from} AND c.first_at < {to}
                    AND (c.first_at >= {from} OR c.last_at < {to} OR EXISTS (
                         SELECT FROM paco_conversations m
                          WHERE m.conversation_id = s.conversation_id AND m.research_id_fk = s.research_id_fk{m.provider}
                            AND m."timestamp" >= {from} AND m."timestamp" < {to}))))""";

    private static final String NEXT = """
            SELECT s.* FROM paco_conversation_summaries s
             WHERE {conditions}
             ORDER BY {order} LIMIT {most}""";

    private static final String NEXT_BEFORE = """
            WITH long AS MATERIALIZED (
                SELECT s.* FROM paco_conversation_summaries s
                 WHERE s.last_at - s.first_at >= interval '1 day'
                   AND s.first_at < {to} AND s.last_at >= {to} + interval '24 hours')
            SELECT s.* FROM (
                (SELECT s.* FROM paco_conversation_summaries s
                  WHERE {conditions} AND s.last_at < {to} + interval '24 hours'
                  ORDER BY {order} LIMIT {most})
                UNION ALL
                (SELECT s.* FROM long s
                  WHERE {conditions}
                  ORDER BY {order} LIMIT {most})) s
             ORDER BY {order} LIMIT {most}""";

    private final Conditions conditions = new Conditions();
    private final Direction direction;
    private final boolean timed;
    private final boolean ending;
    private final String from;
    private final String to;
    private final String sql;

    ConversationQuery(MessageFilter filter, @Nullable Position position, Direction direction) {
        this.direction = direction;
        timed = filter.from() != null || filter.to() != null;
        ending = filter.to() != null;
        from = bound(filter.from(), "-infinity");
        to = bound(filter.to(), "infinity");
        conditions
                .and(
                        "s.research_id_fk = (SELECT r.id FROM paco_research_ids r WHERE r.research_id = ?)",
                        filter.participant())
                .and("s.conversation_id = ?", filter.conversation())
                .and("? = ANY (s.providers)", filter.provider());
        if (position != null && position.at() != null) {
            String at = parameter(position.at());
            conditions.and("(s.last_at, s.id) " + direction.comparison() + " (" + at + ", ?)", position.id());
        }
        String inTime = timed ? " AND " + inTime(filter.provider()) : "";
        sql = conditions.sql() + inTime;
    }

    private String bound(@Nullable Instant time, String none) {
        return (time == null ? "'" + none + "'" : parameter(time)) + "::timestamptz";
    }

    private String inTime(@Nullable String provider) {
        String is = provider == null ? "" : parameter(provider);
        return withTime(IN_TIME)
                .replace("{c.provider}", provider == null ? "" : " AND c.provider = " + is)
                .replace("{m.provider}", provider == null ? "" : " AND m.provider = " + is);
    }

    private String withTime(String text) {
        return text.replace("{from}", from).replace("{to}", to);
    }

    /** What {@code s} must meet. */
    String conditions() {
        return sql;
    }

    /** What a message {@code m} must meet to lie in the time; empty without one. */
    String messageInTime() {
        return timed ? withTime(" AND m.\"timestamp\" >= {from} AND m.\"timestamp\" < {to}") : "";
    }

    /** The statement of the next ones. */
    String next(int most) {
        return withTime(ending ? NEXT_BEFORE : NEXT)
                .replace("{conditions}", sql)
                .replace("{order}", order())
                .replace("{most}", parameter(most));
    }

    String order() {
        return direction.order();
    }

    /** Adds a value, and returns what stands for it. */
    String parameter(Object value) {
        return conditions.parameter(value);
    }

    List<Object> values() {
        return conditions.values();
    }
}
