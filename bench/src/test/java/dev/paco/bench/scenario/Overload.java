package dev.paco.bench.scenario;

import dev.paco.bench.load.LoadResult;
import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Stand;

/** Twice as many requests as can be answered. */
public final class Overload implements Scenario {

    private static final String NAME = "Overload";
    private static final int CONNECTIONS = 8_000;
    private static final double TWICE = 2;

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 1, 1)) {
            Server gateway = Server.gateway(stand, "respond-async");
            report.note(NAME + ": warming up");
            int few = options.connections().get(options.connections().size() - 1);
            gateway.warmUp(few, options.warmUp());
            for (int round = 0; round < options.rounds(); round++) {
                LoadResult most = gateway.measure(few, options.round(), NAME + ", as much as it can", report);
                double rate = options.rate() > 0 ? options.rate() : TWICE * most.acceptedPerSecond();
                gateway.measure(rate, CONNECTIONS, options.round(), NAME + ", twice that", report);
            }
        }
    }
}
