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
    private static final int CONVERSATIONS = 1_000;

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 0, 1);
                Backlog backlog = stand.backlog()) {
            Part writer = stand.product().writers().get(0);
            writer.stop();
            DebeziumSink sink = stand.debeziumSink();
            report.note(NAME + ": " + options.backlog() + " records each");
            backlog.add(options.backlog(), number -> "conv_" + number % CONVERSATIONS);
            sink.fill(options.backlog());
            for (int round = 0; round < options.rounds(); round++) {
                empty(stand);
                UnnestLimit.fill(stand, options.backlog(), 2, NAME, report);
                empty(stand);
                add(PEER, WriterRun.of(stand, sink, options.backlog()), report);
                empty(stand);
                backlog.rewind();
                add(Report.PRODUCT, WriterRun.of(stand, backlog, writer), report);
            }
        }
    }

    private static void empty(Stand stand) throws Exception {
        stand.rows().execute("TRUNCATE paco_conversations RESTART IDENTITY CASCADE");
    }

    private static void add(String subject, WriterRun run, Report report) {
        report.add(NAME, subject, "records/s", run.perSecond());
        report.add(NAME, subject, "records/s, second half", run.perSecondWarm());
        run.cores().forEach((process, cores) -> report.add(NAME, subject, "cores " + process, cores));
        report.note("  " + subject + ": " + Math.round(run.perSecond()) + " records/s, of the second half "
                + Math.round(run.perSecondWarm()));
    }
}
