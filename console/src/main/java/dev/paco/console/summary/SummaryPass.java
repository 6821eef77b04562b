package dev.paco.console.summary;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Sums messages up: blocks that new ones are in, or may yet come to, anew each time; what was erased, soon; and a few of the other blocks
 * in turn, so that what was otherwise deleted, came late or was changed is right a round later. Can be broken off anywhere and taken up by
 * any process.
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
            followErasures(transactions, rest);
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

    /** Counts anew where erasures since the last time have deleted. */
    private void followErasures(Transactions transactions, Rest rest) throws SQLException {
        Optional<Erased> erased = transactions.run(SummaryPass::erasedSince).flatMap(Function.identity());
        if (erased.isPresent() && recount(erased.get().blocks(), transactions, rest)) {
            transactions.run(connection -> {
                new Progress(connection).write(Progress.ERASURES, erased.get().erasures());
                return true;
            });
        }
    }

    private record Erased(long erasures, List<Block> blocks) {}

    private static Optional<Erased> erasedSince(Connection connection) throws SQLException {
        Erasures erasures = new Erasures(connection);
        long completed = erasures.completed();
        return completed == new Progress(connection).read(Progress.ERASURES)
                ? Optional.empty()
                : Optional.of(new Erased(completed, erasures.miscounted()));
    }

    /** Whether all of them are done. */
    private boolean recount(List<Block> blocks, Transactions transactions, Rest rest) throws SQLException {
        for (Block block : blocks) {
            long start = System.nanoTime();
            Optional<Integer> corrected = transactions.run(connection -> new BlockSummary(connection, block).count());
            if (corrected.isEmpty() || !rest.after(Duration.ofNanos(System.nanoTime() - start))) {
                return false;
            }
            metrics.corrected(corrected.get());
        }
        return true;
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
