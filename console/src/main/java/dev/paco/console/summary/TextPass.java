package dev.paco.console.summary;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Indexes the words of messages that are summed up, lowest id first, in small batches. Not while the writers are behind, or it is not
 * known whether they are: the index costs more than a message.
 */
@Component
final class TextPass {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** The block whose words are looked through next. */
    private static final String ROUND = "texts_round";

    private static final String END_OF_BATCH = """
            SELECT max(id) FROM (SELECT id FROM paco_conversations WHERE id > ? AND id <= ? ORDER BY id LIMIT ?) b""";

    /** Those of a span of ids that are missing. */
    private static final String INDEX = """
            INSERT INTO paco_message_texts (message_id, conversation_summary_id, words)
            SELECT m.id, s.id, to_tsvector('simple', left(m.content, ?))
              FROM (SELECT c.id, c.research_id_fk, c.conversation_id, c.content
                      FROM paco_conversations c
                     WHERE c.id BETWEEN ? AND ?
                       AND NOT EXISTS (SELECT FROM paco_message_texts t
                                        WHERE t.message_id = c.id AND t.message_id BETWEEN ? AND ?)
                     ORDER BY c.id LIMIT ?) m
             CROSS JOIN LATERAL (SELECT id FROM paco_conversation_summaries s
                                  WHERE s.research_id_fk = m.research_id_fk AND s.conversation_id = m.conversation_id
                                  LIMIT 1) s
            ON CONFLICT (message_id) DO NOTHING""";

    private final JdbcConnections connections;
    private final SummaryProperties properties;
    private final SummaryMetrics metrics;
    private final WriterLag lag;

    TextPass(JdbcConnections connections, SummaryProperties properties, SummaryMetrics metrics, WriterLag lag) {
        this.connections = connections;
        this.properties = properties;
        this.metrics = metrics;
        this.lag = lag;
    }

    /**
     * One pass: until all are indexed, or the writers get behind.
     *
     * @throws SQLException when the database cannot be reached, or a message is deleted meanwhile; what was indexed stays
     */
    synchronized void run(Rest rest) throws SQLException {
        try (Transactions transactions = Transactions.open(connections, AdvisoryLock.TEXTS)) {
            boolean more = true;
            while (more && writersKeepUp()) {
                more = someBatches(transactions, rest);
            }
            if (!more) {
                transactions.run(this::lookThroughNext);
            }
        }
    }

    private boolean writersKeepUp() {
        return lag.read()
                .filter(behind -> behind.compareTo(properties.textPause()) <= 0)
                .isPresent();
    }

    /** Works until the lag has to be looked at again; whether there is more. */
    private boolean someBatches(Transactions transactions, Rest rest) throws SQLException {
        long start = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - start < BETWEEN_LOOKS.toNanos()) {
            long batchStart = System.nanoTime();
            more = transactions.run(this::indexNext).orElse(false)
                    && rest.after(Duration.ofNanos(System.nanoTime() - batchStart));
        }
        return more;
    }

    private boolean indexNext(Connection connection) throws SQLException {
        Progress progress = new Progress(connection);
        long end = progress.read(Progress.BLOCKS);
        long position = Math.min(progress.read(Progress.TEXTS), end);
        long last = endOfBatch(position, end, connection);
        if (last > position) {
            index(position + 1, last, connection);
        }
        progress.write(Progress.TEXTS, last);
        metrics.textsAreBehind(end - last);
        return last < end;
    }

    /** All ids up to there are the batch's; {@code end} itself when no message is left. */
    private long endOfBatch(long position, long end, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_OF_BATCH)) {
            statement.setLong(1, position);
            statement.setLong(2, end);
            statement.setInt(3, properties.textBatch());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? end : last;
            }
        }
    }

    /** Indexes what is missing in a block: what came late, or whose conversation was made anew. */
    private boolean lookThroughNext(Connection connection) throws SQLException {
        Progress progress = new Progress(connection);
        long position = progress.read(Progress.TEXTS);
        long number = progress.read(ROUND);
        Block block = new Block(number > Block.of(position).number() ? 0 : Math.toIntExact(number));
        int added = index(block.firstId(), Math.min(block.lastId(), position), connection);
        if (added < properties.textBatch()) {
            progress.write(ROUND, block.number() + 1L);
        }
        return true;
    }

    private int index(long first, long last, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INDEX)) {
            statement.setInt(1, properties.textLength());
            statement.setLong(2, first);
            statement.setLong(3, last);
            statement.setLong(4, first);
            statement.setLong(5, last);
            statement.setInt(6, properties.textBatch());
            return statement.executeUpdate();
        }
    }
}
