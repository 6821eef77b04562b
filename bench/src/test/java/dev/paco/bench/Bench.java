package dev.paco.bench;

import dev.paco.bench.report.Report;
import dev.paco.bench.scenario.Crowding;
import dev.paco.bench.scenario.Drain;
import dev.paco.bench.scenario.Gateway;
import dev.paco.bench.scenario.Growth;
import dev.paco.bench.scenario.Options;
import dev.paco.bench.scenario.Overload;
import dev.paco.bench.scenario.Pieces;
import dev.paco.bench.scenario.Pipeline;
import dev.paco.bench.scenario.Scaling;
import dev.paco.bench.scenario.Scenario;
import dev.paco.bench.scenario.Sink;
import dev.paco.bench.scenario.Start;
import dev.paco.bench.stand.Stand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures and prints what was measured; everything that it starts ends with it. */
@Command(
        name = "bench",
        description = "Measures the product's runnable jars, and beside them what one would have built instead.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Bench implements Callable<Integer> {

    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("pieces", new Pieces());
        SCENARIOS.put("start", new Start());
        SCENARIOS.put("gateway", new Gateway());
        SCENARIOS.put("pipeline", new Pipeline());
        SCENARIOS.put("overload", new Overload());
        SCENARIOS.put("crowding", new Crowding());
        SCENARIOS.put("drain", new Drain());
        SCENARIOS.put("sink", new Sink());
        SCENARIOS.put("growth", new Growth());
        SCENARIOS.put("scaling", new Scaling());
    }

    @Option(names = "--scenarios", split = ",", description = "Which, by name; all without.")
    private List<String> names = List.copyOf(SCENARIOS.keySet());

    @Option(names = "--rounds", description = "How often each figure is taken.", defaultValue = "3")
    private int rounds;

    @Option(names = "--warm-up", description = "Seconds of load before a server is measured.", defaultValue = "60")
    private int warmUpSeconds;

    @Option(names = "--seconds", description = "Seconds of each measurement of a server.", defaultValue = "10")
    private int seconds;

    @Option(names = "--connections", split = ",", description = "At the same time.", defaultValue = "32,128")
    private List<Integer> connections = List.of();

    @Option(names = "--rate", description = "Requests a second of an overload; 0: twice what is answered without.")
    private int rate;

    @Option(names = "--backlog", description = "Records to be drained.", defaultValue = "1000000")
    private int backlog;

    @Option(names = "--growth", split = ",", description = "Sizes of the table.", defaultValue = "100000,1000000")
    private List<Integer> growth = List.of();

    @Option(
            names = "--newer-jdk",
            description = "The home of a JDK of 25 or newer, for starts; $PACO_PROCESS_JAVA_HOME without.")
    private @Nullable Path newerJdk;

    @Option(names = "--json", description = "Where the figures are written.", defaultValue = "target/bench.json")
    private Path json = Path.of("target", "bench.json");

    @Option(names = "--stand", description = "Measures nothing: starts everything, for another load generator.")
    private boolean standAlone;

    private Bench() {}

    /** For the command line. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::killAll, "bench-end"));
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** Whoever interrupts it wants none of it back: data are thrown away with the next run. */
    private static void killAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Path.of("target", "stand");
        if (standAlone) {
            return serve(folder);
        }
        Options options = new Options(
                folder,
                rounds,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds),
                connections,
                rate,
                backlog,
                growth,
                newerJdk != null ? newerJdk : inEnvironment());
        Report report = new Report(System.out);
        for (String name : names) {
            Scenario scenario = SCENARIOS.get(name);
            if (scenario == null) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this), "There is no scenario " + name + ", only " + SCENARIOS.keySet());
            }
            scenario.run(options, report);
            report.write(json);
        }
        report.print();
        return 0;
    }

    private static @Nullable Path inEnvironment() {
        String home = System.getenv("PACO_PROCESS_JAVA_HOME");
        return home == null ? null : Path.of(home);
    }

    private static int serve(Path folder) throws Exception {
        try (Stand stand = Stand.start(folder, 1, 1)) {
            System.out.println("gateway   " + stand.gateway());
            System.out.println("token     " + stand.logIn());
            System.out.println("database  " + stand.product().postgres().databaseUrl());
            System.out.println("kafka     " + stand.product().kafka().bootstrapServers());
            System.out.println("Ends with the end of standard input.");
            while (System.in.read() >= 0) {
                // Whatever is typed is not looked at.
            }
        }
        return 0;
    }
}
