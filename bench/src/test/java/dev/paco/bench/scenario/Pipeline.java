package dev.paco.bench.scenario;

import dev.paco.bench.load.LoadResult;
import dev.paco.bench.report.Report;
import dev.paco.bench.stand.DirectInsert;
import dev.paco.bench.stand.Stand;
import java.time.Duration;

/** HTTP to row: answered when the row is there, or from the log with the rows following as fast as they can. */
public final class Pipeline implements Scenario {

    private static final String CONFIRMED = "Pipeline, answered from Postgres";
    private static final String SUSTAINED = "Pipeline, answered from the log, until all rows are there";
    private static final Duration DRAINED = Duration.ofMinutes(3);

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 1, 1);
                DirectInsert direct = stand.startDirectInsert()) {
            Server confirmed = Server.gateway(stand, "wait=10");
            Server accepted = Server.gateway(stand, "respond-async");
            Server yardstick = Server.directInsert(stand, direct);
            int usual = options.connections().get(0);
            report.note("Pipeline: warming up");
            accepted.warmUp(usual, options.warmUp().dividedBy(2));
            confirmed.warmUp(usual, options.warmUp());
            yardstick.warmUp(usual, options.round());
            for (int round = 0; round < options.rounds(); round++) {
                confirmed.measure(1, options.round(), CONFIRMED + ", alone", report);
                yardstick.measure(1, options.round(), CONFIRMED + ", alone", report);
                for (int connections : options.connections()) {
                    String scenario = CONFIRMED + ", " + connections + " connections";
                    confirmed.measure(connections, options.round(), scenario, report);
                    LoadResult inserted = yardstick.measure(connections, options.round(), scenario, report);
                    sustained(stand, accepted, connections, options, report);
                    report.add(
                            SUSTAINED + ", " + connections + " connections",
                            yardstick.name(),
                            "rows/s",
                            inserted.acceptedPerSecond());
                }
            }
        }
    }

    /** From the first request until the last row. */
    private static void sustained(Stand stand, Server server, int connections, Options options, Report report) {
        long before = stand.rows().inserted();
        String scenario = SUSTAINED + ", " + connections + " connections";
        long start = System.nanoTime();
        LoadResult all = server.measureAtOnce(connections, options.round(), scenario, report);
        Stand.await(
                "all rows",
                DRAINED,
                () -> stand.rows().inserted() - before >= all.accepted().getTotalCount());
        double seconds = (System.nanoTime() - start) / 1e9;
        report.add(scenario, server.name(), "rows/s", (stand.rows().inserted() - before) / seconds);
    }
}
