package dev.paco.bench.scenario;

import dev.paco.bench.load.LoadGenerator;
import dev.paco.bench.load.LoadResult;
import dev.paco.bench.load.Participant;
import dev.paco.bench.load.SaveRequests;
import dev.paco.bench.measure.Usage;
import dev.paco.bench.report.Report;
import dev.paco.bench.stand.DirectInsert;
import dev.paco.bench.stand.Stand;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that takes messages by HTTP.
 *
 * @param name in the report
 * @param address where it listens
 * @param path to save a message
 * @param participants who speak
 * @param prefer the header {@code Prefer}
 * @param usage begins to count what it uses
 */
record Server(
        String name, URI address, String path, List<Participant> participants, String prefer, Supplier<Usage> usage) {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final double MICROS = 1e6;

    /** The first gateway of {@code stand}. */
    static Server gateway(Stand stand, String prefer) {
        return new Server(
                Report.PRODUCT, stand.gateway(), "/api/v1/chat/save-message", stand.logInAll(), prefer, stand::usage);
    }

    /** The same at another address. */
    Server at(URI other) {
        return new Server(name, other, path, participants, prefer, usage);
    }

    static Server directInsert(Stand stand, DirectInsert direct) {
        return new Server(
                "direct insert",
                direct.address(),
                DirectInsert.SAVE,
                List.of(new Participant(Stand.PARTICIPANT, direct.logIn())),
                "none",
                () -> direct.usage(stand));
    }

    /** Loads it without measuring. */
    void warmUp(int connections, Duration duration) {
        try (LoadGenerator generator = new LoadGenerator(address, connections, requests())) {
            generator.closed(duration, Duration.ZERO);
        }
    }

    /** Loads it as fast as it answers, and reports rate, latencies and cores. */
    LoadResult measure(int connections, Duration duration, String scenario, Report report) {
        warmUp(connections, SETTLE);
        return measureAtOnce(connections, duration, scenario, report);
    }

    /** As {@link #measure}, from the first request on. */
    LoadResult measureAtOnce(int connections, Duration duration, String scenario, Report report) {
        try (LoadGenerator generator = new LoadGenerator(address, connections, requests())) {
            return reported(generator, load -> load.closed(Duration.ZERO, duration), scenario, report);
        }
    }

    /** Loads it with a fixed rate. */
    LoadResult measure(double perSecond, int connections, Duration duration, String scenario, Report report) {
        try (LoadGenerator generator = new LoadGenerator(address, connections, requests())) {
            return reported(generator, load -> load.open(perSecond, SETTLE, duration), scenario, report);
        }
    }

    private LoadResult reported(
            LoadGenerator generator, Function<LoadGenerator, LoadResult> load, String scenario, Report report) {
        try (Usage used = usage.get()) {
            LoadResult result = load.apply(generator);
            report(result, used, scenario, report);
            return result;
        }
    }

    private void report(LoadResult result, Usage used, String scenario, Report report) {
        report.add(scenario, name, "accepted/s", result.acceptedPerSecond());
        report.add(scenario, name, "p50 ms", result.percentileMillis(50));
        report.add(scenario, name, "p99 ms", result.percentileMillis(99));
        report.add(scenario, name, "p99.9 ms", result.percentileMillis(99.9));
        if (result.refused().getTotalCount() > 0) {
            report.add(scenario, name, "refused/s", result.refusedPerSecond());
            report.add(scenario, name, "refused p99 ms", result.refused().getValueAtPercentile(99) / 1e3);
        }
        used.cores().forEach((process, cores) -> report.add(scenario, name, "cores " + process, cores));
        report.add(scenario, name, "us of processor a request", MICROS * cores(used) / result.acceptedPerSecond());
        used.peakMegabytes().forEach((process, megabytes) -> report.add(scenario, name, "MB " + process, megabytes));
        report.note("  " + scenario + " · " + name + ": " + Math.round(result.acceptedPerSecond()) + "/s "
                + result.statuses());
    }

    private static double cores(Usage used) {
        return used.cores().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private SaveRequests requests() {
        return new SaveRequests(path, participants, "run" + RUNS.incrementAndGet(), prefer);
    }
}
