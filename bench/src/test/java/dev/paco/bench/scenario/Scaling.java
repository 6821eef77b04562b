package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.SlowDatabase;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One, two and four writers whose time goes into waiting for a database that is far away; and the others of a log on
 * which one conversation has as much to say as all of them.
 */
public final class Scaling implements Scenario {

    private static final String NAME = "Scaling, a database 100 ms away";
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int BATCH = 100;
    private static final int CONVERSATIONS = 1_200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 0, 1);
                Backlog backlog = stand.backlog();
                SlowDatabase slow = stand.slowDatabase(LATENCY)) {
            stand.product().writers().forEach(Part::stop);
            stand.product().forgetWriters(stand.product().writers());
            for (int round = 0; round < options.rounds(); round++) {
                for (int writers : List.of(1, 2, 4)) {
                    measure(stand, backlog, slow, writers, options, report);
                }
            }
        }
    }

    private static void measure(
            Stand stand, Backlog backlog, SlowDatabase slow, int writers, Options options, Report report)
            throws Exception {
        String scenario = NAME + ", " + writers + " writers";
        backlog.rewind();
        stand.rows().empty();
        if (backlog.left() == 0) {
            backlog.add(options.backlog() / 2, number -> "conv_" + number % CONVERSATIONS);
        }
        List<Part> parts = new ArrayList<>();
        try {
            for (int i = 0; i < writers; i++) {
                Part part = stand.product()
                        .addWriter(Map.of(
                                "DATABASE_URL", slow.url(), "PACO_CONSUMER_WRITE_BATCHSIZE", Integer.toString(BATCH)));
                parts.add(part);
                part.start();
            }
            parts.forEach(Stand::awaitReady);
            // Partitions have moved when the rate is steady: half a round is not counted.
            long settled = stand.rows().inserted();
            Stand.await("rows", PATIENCE, () -> stand.rows().inserted() > settled);
            Stand.pause(options.round().dividedBy(2));
            long before = stand.rows().inserted();
            long start = System.nanoTime();
            Stand.pause(options.round());
            double perSecond = (stand.rows().inserted() - before) / ((System.nanoTime() - start) / 1e9);
            report.add(scenario, Report.PRODUCT, "rows/s", perSecond);
            report.note("  " + scenario + ": " + Math.round(perSecond) + " rows/s");
            report.median(NAME + ", 1 writers", Report.PRODUCT, "rows/s")
                    .ifPresent(one -> report.add(scenario, Report.PRODUCT, "of linear", perSecond / (one * writers)));
        } finally {
            parts.forEach(Part::stop);
            stand.product().forgetWriters(parts);
        }
    }
}
