package dev.paco.bench.scenario;

import dev.paco.bench.measure.Usage;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What a writer did with a backlog, from the end of its first batch to that of the last.
 *
 * @param records without those of the first batch
 * @param cores that each process used
 * @param peakMegabytes that each has ever held
 */
record WriterRun(long records, double seconds, Map<String, Double> cores, Map<String, Long> peakMegabytes) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Starts {@code writer}, lets it write all of {@code backlog}, and stops it. */
    static WriterRun of(Stand stand, Backlog backlog, Part writer) throws SQLException {
        stand.rows().execute("CHECKPOINT");
        long all = backlog.left();
        writer.start();
        Stand.await("the first batch", PATIENCE, () -> backlog.left() < all);
        long records = backlog.left();
        try (Usage usage = stand.usage()) {
            long start = System.nanoTime();
            Stand.await("the last batch", PATIENCE, () -> backlog.left() == 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new WriterRun(records, seconds, usage.cores(), usage.peakMegabytes());
        } finally {
            writer.stop();
        }
    }

    double perSecond() {
        return records / seconds;
    }
}
