package dev.paco.bench.scenario;

import dev.paco.bench.measure.Usage;
import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.DebeziumSink;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a writer did with a backlog, from the end of its first batch to that of the last.
 *
 * @param records without those of the first batch
 * @param perSecondWarm how many of the second half a second: a process that has just started is busy compiling
 * @param cores that each process used
 * @param peakMegabytes that each has ever held
 */
record WriterRun(
        long records,
        double seconds,
        double perSecondWarm,
        Map<String, Double> cores,
        Map<String, Long> peakMegabytes) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Starts {@code writer}, lets it write all of {@code backlog}, none of which is new, and stops it. */
    static WriterRun ofDuplicates(Stand stand, Backlog backlog, Part writer) throws SQLException {
        return of(stand, backlog::left, writer::start, stand::usage, writer::stop);
    }

    /** Starts {@code writer}, lets it insert {@code count} rows, and stops it. */
    static WriterRun of(Stand stand, Part writer, int count) throws SQLException {
        return of(stand, rowsLeft(stand, count), writer::start, stand::usage, writer::stop);
    }

    /** Starts {@code sink}, lets it insert {@code count} rows, and stops it. */
    static WriterRun of(Stand stand, DebeziumSink sink, int count) throws SQLException {
        return of(stand, rowsLeft(stand, count), sink::start, sink::usage, sink::stop);
    }

    /** Rows are asked for, not offsets: those are committed now and then, and asking brokers takes more of the machine. */
    private static LongSupplier rowsLeft(Stand stand, int count) {
        long last = stand.rows().inserted() + count;
        return () -> last - stand.rows().inserted();
    }

    private static WriterRun of(Stand stand, LongSupplier left, Runnable start, Supplier<Usage> counting, Runnable stop)
            throws SQLException {
        stand.rows().execute("CHECKPOINT");
        long all = left.getAsLong();
        start.run();
        try {
            Stand.await("the first batch", PATIENCE, () -> left.getAsLong() < all);
            long records = left.getAsLong();
            try (Usage usage = counting.get()) {
                long began = System.nanoTime();
                Stand.await("half of the records", PATIENCE, () -> left.getAsLong() <= records / 2);
                long middle = System.nanoTime();
                long rest = left.getAsLong();
                Stand.await("the last batch", PATIENCE, () -> left.getAsLong() == 0);
                long end = System.nanoTime();
                return new WriterRun(
                        records,
                        (end - began) / 1e9,
                        rest / ((end - middle) / 1e9),
                        usage.cores(),
                        usage.peakMegabytes());
            }
        } finally {
            stop.run();
        }
    }

    /** Reports how fast {@code subject} was and what each process used, and says so at once. */
    void addTo(Report report, String scenario, String subject) {
        report.add(scenario, subject, "records/s", perSecond());
        report.add(scenario, subject, "records/s, second half", perSecondWarm);
        cores.forEach((process, used) -> report.add(scenario, subject, "cores " + process, used));
        report.note("  " + scenario + ", " + subject + ": " + Math.round(perSecond())
                + " records/s, of the second half " + Math.round(perSecondWarm));
    }

    double perSecond() {
        return records / seconds;
    }
}
