package dev.paco.console.summary;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sums messages up: blocks that new ones are in, or may yet come to, anew each time, and a few of the others in turn, so that what was
 * deleted from them, came late or was changed is right a round later. Can be broken off anywhere and taken up by any process.
 */
@Component
final class SummaryPass {

    private final JdbcConnections connections;
    private final SummaryProperties properties;
    private final SummaryMetrics metrics;
    private final Settling settling;
    private final Clock clock;

    SummaryPass(JdbcConnections connections, SummaryProperties properties, SummaryMetrics metrics, Clock clock) {
        this.connections = connections;
        this.properties = properties;
        this.metrics = metrics;
        this.settling = new Settling(properties.settle());
        this.clock = clock;
    }

    /**
     * One pass.
     *
     * @throws SQLException when the database cannot be reached, or others hold locks or have changed the same rows; what was done until
     *     then stays
     */
    synchronized void run(Rest rest) throws SQLException {
        long start = System.nanoTime();
        try (Transactions transactions = Transactions.open(connections, AdvisoryLock.SUMMARIES)) {
            catchUp(transactions, rest);
            for (int i = 0; i < properties.checkedBlocks(); i++) {
                transactions.run(this::checkNext).ifPresent(metrics::corrected);
            }
        }
        metrics.passed(Duration.ofNanos(System.nanoTime() - start));
    }

    private void catchUp(Transactions transactions, Rest rest) throws SQLException {
        Optional<Block> next =
                transactions.run(connection -> Block.of(new Progress(connection).read(Progress.BLOCKS) + 1));
        while (next.isPresent()) {
            Block block = next.get();
            long start = System.nanoTime();
            Step step = transactions.run(connection -> sumUp(block, connection)).orElse(Step.LAST);
            boolean more = step == Step.MORE && rest.after(Duration.ofNanos(System.nanoTime() - start));
            next = more ? Optional.of(block.next()) : Optional.empty();
        }
    }

    private enum Step {
        MORE,
        LAST
    }

    private Step sumUp(Block block, Connection connection) throws SQLException {
        Progress progress = new Progress(connection);
        Head head = progress.head();
        long certain = settling.upTo(head, clock.instant());
        long done = Math.min(progress.read(Progress.BLOCKS), head.id());
        long covered = Math.min(block.lastId(), head.id());
        if (done < head.id()) {
            new BlockSummary(connection, block).make();
        }
        long seen = Math.max(covered, Math.min(progress.read(Progress.HEAD), head.id()));
        progress.write(Progress.HEAD, seen);
        progress.write(Progress.BLOCKS, Math.max(done, Math.min(certain, covered)));
        metrics.summariesAreBehind(head.id() - seen);
        return covered < head.id() ? Step.MORE : Step.LAST;
    }

    /** How much was wrong. */
    private int checkNext(Connection connection) throws SQLException {
        Progress progress = new Progress(connection);
        long number = progress.read(Progress.ROUND);
        long last = Math.max(
                progress.lastBlock().number(),
                Block.of(progress.read(Progress.BLOCKS)).number());
        Block block = new Block(number > last ? 0 : Math.toIntExact(number));
        int corrected = new BlockSummary(connection, block).make();
        progress.write(Progress.ROUND, block.number() + 1L);
        return corrected;
    }
}
