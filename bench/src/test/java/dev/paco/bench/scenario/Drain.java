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
            Part writer = stand.stoppedWriter();
            report.note(NAME + ": " + options.backlog() + " records");
            backlog.add(options.backlog(), Backlog::conversation);
            for (int round = 0; round < options.rounds(); round++) {
                UnnestLimit.measure(stand, options.backlog(), 2, NAME, report);
                backlog.rewind();
                tell(WriterRun.of(stand, writer, options.backlog()), NAME, writer, report);
                backlog.rewind();
                tell(WriterRun.ofDuplicates(stand, backlog, writer), DUPLICATES, writer, report);
            }
        }
    }

    private static void tell(WriterRun run, String scenario, Part writer, Report report) {
        run.addTo(report, scenario, Report.PRODUCT);
        report.add(
                scenario,
                Report.PRODUCT,
                "MB " + writer.name(),
                run.peakMegabytes().getOrDefault(writer.name(), 0L));
    }
}
