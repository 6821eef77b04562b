package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.DebeziumSink;
import dev.paco.bench.stand.Stand;
import dev.paco.bench.stand.UnnestLimit;
import dev.paco.infra.process.Part;

/**
 * A backlog that is written into the same table, empty each time, by the writer, by the sink that one would take off the shelf, and by two plain connections, in turn; writer
 * and sink are started for it.
 */
public final class Sink implements Scenario {

    private static final String NAME = "Backlog, beside Debezium's sink";
    private static final String PEER = "debezium sink";

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 0, 1);
                Backlog backlog = stand.backlog()) {
            Part writer = stand.stoppedWriter();
            DebeziumSink sink = stand.debeziumSink();
            report.note(NAME + ": " + options.backlog() + " records each");
            backlog.add(options.backlog(), Backlog::conversation);
            sink.fill(options.backlog());
            for (int round = 0; round < options.rounds(); round++) {
                UnnestLimit.measure(stand, options.backlog(), 2, NAME, report);
                WriterRun.of(stand, sink, options.backlog()).addTo(report, NAME, PEER);
                stand.rows().empty();
                backlog.rewind();
                WriterRun.of(stand, writer, options.backlog()).addTo(report, NAME, Report.PRODUCT);
            }
        }
    }
}
