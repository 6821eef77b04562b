package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.DirectInsert;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;

/** HTTP to log: no writer runs, and answers come when the log has the message. */
public final class Gateway implements Scenario {

    private static final String NAME = "Gateway, answered from the log";

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 1, 1)) {
            // It was needed for the schema and the topics.
            stand.product().writers().forEach(Part::stop);
            Server gateway = Server.gateway(stand, "respond-async");
            report.note(NAME + ": warming up");
            gateway.warmUp(options.connections().get(0), options.warmUp());
            try (DirectInsert direct = stand.startDirectInsert()) {
                Server yardstick = Server.directInsert(stand, direct);
                yardstick.warmUp(options.connections().get(0), options.round());
                for (int round = 0; round < options.rounds(); round++) {
                    for (int connections : options.connections()) {
                        String scenario = NAME + ", " + connections + " connections";
                        gateway.measure(connections, options.round(), scenario, report);
                        yardstick.measure(connections, options.round(), scenario, report);
                    }
                }
            }
        }
    }
}
