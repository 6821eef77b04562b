package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.Stand;
import dev.paco.bench.stand.UnnestLimit;
import dev.paco.infra.process.Part;

/**
 * A writer that starts before a backlog; once into an empty table, once into the one that it has filled, where everything is a
 * duplicate. Beside it the same rows from two plain connections, which is what Postgres can do at most.
 */
public final class Drain implements Scenario {

    private static final String NAME = "Backlog";
    private static final String DUPLICATES = "Backlog of duplicates";

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 0, 1);
                Backlog backlog = stand.backlog()) {
            Part writer = stand.product().writers().get(0);
            writer.stop();
            report.note(NAME + ": " + options.backlog() + " records");
            backlog.add(options.backlog(), Backlog::conversation);
            for (int round = 0; round < options.rounds(); round++) {
                stand.rows().empty();
                UnnestLimit.fill(stand, options.backlog(), 2, NAME, report);
                stand.rows().empty();
                drain(stand, backlog, writer, NAME, report);
                drain(stand, backlog, writer, DUPLICATES, report);
            }
        }
    }

    private static void drain(Stand stand, Backlog backlog, Part writer, String scenario, Report report)
            throws Exception {
        backlog.rewind();
        WriterRun run = WriterRun.of(stand, backlog, writer);
        run.addTo(report, scenario, Report.PRODUCT);
        report.add(
                scenario,
                Report.PRODUCT,
                "MB " + writer.name(),
                run.peakMegabytes().getOrDefault(writer.name(), 0L));
    }
}
