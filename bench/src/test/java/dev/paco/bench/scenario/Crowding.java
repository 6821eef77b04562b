package dev.paco.bench.scenario;

import dev.paco.bench.load.LoadGenerator;
import dev.paco.bench.load.LoadResult;
import dev.paco.bench.load.Participant;
import dev.paco.bench.load.Requests;
import dev.paco.bench.load.SaveRequests;
import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One participant sends as fast as can be, and others what they have to say: how these fare, with the limits of a participant and without. */
public final class Crowding implements Scenario {

    private static final String NAME = "Crowding";
    private static final String PATH = "/api/v1/chat/save-message";
    private static final int EACH_PER_SECOND = 5;
    private static final int FLOOD = 128;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration BESIDE = SETTLE.multipliedBy(2);
    private static final double PERCENT = 100;

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 1, 1)) {
            Part limited = stand.product().addGateway(Map.of("PACO_GATEWAY_RATELIMIT_ENABLED", "true"));
            limited.start();
            Stand.awaitReady(limited);
            List<URI> gateways = stand.product().gatewayAddresses();
            for (URI gateway : gateways) {
                Server.gateway(stand, "none")
                        .at(gateway)
                        .warmUp(FLOOD, options.warmUp().dividedBy(2));
            }
            List<Participant> participants = stand.logInAll();
            List<Crowd> crowds = List.of(
                    new Crowd(participants, gateways.get(1), "with limits"),
                    new Crowd(participants, gateways.get(0), "without limits"));
            for (int round = 0; round < options.rounds(); round++) {
                for (Crowd crowd : crowds) {
                    crowd.measure("run" + round, options.round(), report);
                }
            }
        }
    }

    /** One participant with many connections, and many with one each, at one gateway. */
    private static final class Crowd {

        private final URI gateway;
        private final String name;
        private final List<Participant> greedy;
        private final List<Participant> modest;

        Crowd(List<Participant> participants, URI gateway, String name) {
            this.gateway = gateway;
            this.name = name;
            this.greedy = participants.subList(0, 1);
            this.modest = participants.subList(1, participants.size());
        }

        void measure(String run, Duration duration, Report report) {
            report(others(run + "-alone", duration), ", " + name + ", others alone", report);
            Requests much = new SaveRequests(PATH, greedy, run + "-" + name, "none");
            try (LoadGenerator flood = new LoadGenerator(gateway, FLOOD, much)) {
                CompletableFuture<LoadResult> flooding =
                        CompletableFuture.supplyAsync(() -> flood.closed(SETTLE, duration.plus(BESIDE)));
                report(others(run + "-beside", duration), ", " + name + ", others beside a flood", report);
                report(flooding.join(), ", " + name + ", the flood", report);
            }
        }

        private LoadResult others(String run, Duration duration) {
            Requests requests = new SaveRequests(PATH, modest, run + "-" + name, "none");
            try (LoadGenerator generator = new LoadGenerator(gateway, modest.size(), requests)) {
                return generator.open(modest.size() * EACH_PER_SECOND, SETTLE.plus(SETTLE), duration);
            }
        }

        private static void report(LoadResult result, String what, Report report) {
            String scenario = NAME + what;
            double refused = result.refused().getTotalCount();
            double all = refused + result.accepted().getTotalCount();
            report.add(scenario, Report.PRODUCT, "accepted/s", result.acceptedPerSecond());
            report.add(scenario, Report.PRODUCT, "refused %", PERCENT * refused / all);
            report.add(scenario, Report.PRODUCT, "p50 ms", result.percentileMillis(50));
            report.add(scenario, Report.PRODUCT, "p99 ms", result.percentileMillis(99));
            report.note(
                    "  " + scenario + ": p99 " + Math.round(result.percentileMillis(99)) + " ms " + result.statuses());
        }
    }
}
