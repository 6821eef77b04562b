package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.Launch;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How long gateway and writer take from their start until they are ready, one at a time, beside a broker and a database that run: as
 * jars, and as their images have them. A writer is of use when it has joined its group: it finds a message that waits for it.
 */
public final class Start implements Scenario {

    private static final int ROUNDS = 5;

    @Override
    public void run(Options options, Report report) throws Exception {
        Path folder = options.folder().resolveSibling("start");
        Image gateway = Image.of("gateway", folder);
        Image consumer = Image.of("consumer", folder);
        Files.createDirectories(gateway.folder());
        Files.createDirectories(consumer.folder());
        List<Way> ways = ways(gateway, consumer, options.newerJdk(), folder, report);
        try (Stand stand = Stand.start(options.folder(), 1, 1);
                Backlog backlog = stand.backlog()) {
            stand.product().gateways().forEach(Part::stop);
            stand.product().writers().forEach(Part::stop);
            for (int round = 0; round < Math.max(ROUNDS, options.rounds()); round++) {
                for (Way way : ways) {
                    startGateway(way, gateway, stand, folder, report);
                    startWriter(way, consumer, stand, backlog, folder, report);
                }
            }
        }
    }

    private static List<Way> ways(Image gateway, Image consumer, @Nullable Path newerJdk, Path folder, Report report)
            throws Exception {
        List<Way> ways = new ArrayList<>();
        Path jdk = Path.of(System.getProperty("java.home"));
        ways.add(new Way(version(jdk) + ", the jar", jdk, false));
        if (newerJdk == null) {
            report.note("Start: without --newer-jdk there are no figures of images");
            return ways;
        }
        report.note("Start: extracting and training");
        gateway.extract(newerJdk);
        consumer.extract(newerJdk);
        Image.train(gateway, consumer, newerJdk, folder);
        ways.add(new Way(version(newerJdk) + ", the jar", newerJdk, false));
        ways.add(new Way(version(newerJdk) + ", as in the image", newerJdk, true));
        return ways;
    }

    private static String version(Path jdk) throws IOException {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(file);
        }
        return "JDK " + release.getProperty("JAVA_VERSION", "?").replace("\"", "");
    }

    private static void startGateway(Way way, Image image, Stand stand, Path folder, Report report) {
        int port = LoopbackPort.anyFree();
        Map<String, String> environment = environment(stand);
        environment.put("GATEWAY_PORT", Integer.toString(port));
        environment.put("GATEWAY_MANAGEMENT_PORT", Integer.toString(LoopbackPort.anyFreeBut(port)));
        environment.put("PACO_JWT_SECRET", Product.JWT_SECRET);
        String scenario = "Start of the gateway, " + way.name();
        try (Launch launch = way.launch(image, environment, folder.resolve("gateway.log"))) {
            double seconds = launch.secondsUntilUp(URI.create("http://127.0.0.1:" + port + "/readyz"));
            report(scenario, launch, seconds, report);
        }
    }

    private static void startWriter(Way way, Image image, Stand stand, Backlog backlog, Path folder, Report report) {
        long before = stand.rows().inserted();
        backlog.add(1, number -> "start_" + before);
        int port = LoopbackPort.anyFree();
        Map<String, String> environment = environment(stand);
        environment.put("CONSUMER_PORT", Integer.toString(port));
        String scenario = "Start of the writer, " + way.name();
        try (Launch launch = way.launch(image, environment, folder.resolve("consumer.log"))) {
            double seconds =
                    launch.secondsUntilUp(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
            report(scenario, launch, seconds, report);
            double written = launch.secondsUntil(() -> stand.rows().inserted() > before);
            report.add(scenario, Report.PRODUCT, "s until a row", written);
        }
    }

    private static void report(String scenario, Launch launch, double seconds, Report report) {
        report.add(scenario, Report.PRODUCT, "s until ready", seconds);
        report.add(scenario, Report.PRODUCT, "s of processor", launch.processorSeconds());
        report.note(String.format(java.util.Locale.ROOT, "  %s: %.2f s", scenario, seconds));
    }

    private static Map<String, String> environment(Stand stand) {
        return new HashMap<>(Map.of(
                "DATABASE_URL",
                stand.product().postgres().databaseUrl(),
                "KAFKA_BOOTSTRAP_SERVERS",
                stand.product().kafka().bootstrapServers()));
    }

    /** With which JVM, and from what. */
    private record Way(String name, Path jdk, boolean trained) {

        Launch launch(Image image, Map<String, String> environment, Path log) {
            List<String> command =
                    new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-Xmx512m"));
            if (trained) {
                command.addAll(
                        List.of(Stand.JVM_ARGS, "-XX:AOTCache=" + image.cache(), "--enable-native-access=ALL-UNNAMED"));
            }
            command.addAll(List.of("-jar", (trained ? image.extractedJar().getFileName() : image.jar()).toString()));
            return Launch.of(command, image.folder(), environment, log);
        }
    }
}
