package dev.paco.infra.process;

import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.postgres.PostgresSettings;
import dev.paco.infra.stack.TestCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole product from its runnable jars, as in production: brokers, Postgres, gateways and writers, each a process. */
public final class Product implements AutoCloseable {

    /** What the gateways sign tokens with. */
    public static final String JWT_SECRET = "a secret for processes on loopback, of more than 32 bytes";

    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);

    private final BrokerCluster kafka;
    private final PostgresPart postgres;
    private final List<Part> gateways = new ArrayList<>();
    private final List<Part> writers = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<URI> gatewayAddresses = new ArrayList<>();
    private final List<URI> gatewayManagement = new ArrayList<>();
    private final List<URI> writerManagement = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build();
    private final Layout layout;

    /**
     * How much of everything.
     *
     * @param folder for data and logs
     * @param gatewayJar the runnable jar of the gateway
     * @param writerJar the runnable jar of the consumer
     * @param machine what the parts may use
     */
    public record Layout(
            Path folder, Path gatewayJar, Path writerJar, int brokers, int gateways, int writers, Machine machine) {

        /** On little memory, as tests want it. */
        public Layout(Path folder, Path gatewayJar, Path writerJar, int brokers, int gateways, int writers) {
            this(folder, gatewayJar, writerJar, brokers, gateways, writers, Machine.SMALL);
        }
    }

    /**
     * What the parts may use.
     *
     * @param broker options of its JVM
     * @param gateway options of its JVM
     * @param writer options of its JVM
     * @param postgres lines of its configuration
     */
    public record Machine(
            List<String> broker, List<String> gateway, List<String> writer, Map<String, String> postgres) {

        /** Little memory, quick starts. */
        public static final Machine SMALL =
                new Machine(JavaProgram.SMALL, JavaProgram.SMALL, JavaProgram.SMALL, Map.of());
    }

    private Product(Layout layout) {
        this.layout = layout;
        this.kafka = BrokerCluster.of(
                layout.brokers(), layout.folder(), Map.of(), layout.machine().broker());
        this.postgres = new PostgresPart(new PostgresSettings(
                layout.folder().resolve("postgres"),
                TestCache.path(),
                LoopbackPort.anyFree(),
                "paco",
                "paco-test",
                "paco",
                layout.machine().postgres()));
    }

    /** Kafka and Postgres, running; gateways and writers are added by {@link #addGateway} and {@link #addWriter}. */
    public static Product start(Layout layout) {
        try {
            Files.createDirectories(layout.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Product product = new Product(layout);
        try {
            product.kafka.brokers().forEach(Part::start);
            product.postgres.start();
            for (int i = 0; i < layout.writers(); i++) {
                product.addWriter().start();
            }
            for (int i = 0; i < layout.gateways(); i++) {
                product.addGateway().start();
            }
            return product;
        } catch (RuntimeException failure) {
            product.close();
            throw failure;
        }
    }

    /** A further gateway, not started. */
    public Part addGateway() {
        return addGateway(Map.of());
    }

    /**
     * A further gateway, not started.
     *
     * @param environment variables that win over those set here
     */
    public Part addGateway(Map<String, String> environment) {
        int port = LoopbackPort.anyFree();
        int management = LoopbackPort.anyFreeBut(port);
        URI address = URI.create("http://127.0.0.1:" + port);
        gatewayAddresses.add(address);
        gatewayManagement.add(URI.create("http://127.0.0.1:" + management));
        return add(
                gateways,
                "gateway",
                layout.gatewayJar(),
                layout.machine().gateway(),
                with(
                        Map.of(
                                "GATEWAY_PORT",
                                Integer.toString(port),
                                "GATEWAY_MANAGEMENT_PORT",
                                Integer.toString(management),
                                "PACO_JWT_SECRET",
                                JWT_SECRET,
                                // The load comes from one address and ten participants.
                                "PACO_GATEWAY_RATELIMIT_ENABLED",
                                "false"),
                        environment),
                address.resolve("/readyz"));
    }

    /** A further writer, not started. */
    public Part addWriter() {
        return addWriter(Map.of());
    }

    /**
     * A further writer, not started.
     *
     * @param environment variables that win over those set here
     */
    public Part addWriter(Map<String, String> environment) {
        int port = LoopbackPort.anyFree();
        URI management = URI.create("http://127.0.0.1:" + port);
        writerManagement.add(management);
        return add(
                writers,
                "writer",
                layout.writerJar(),
                layout.machine().writer(),
                with(Map.of("CONSUMER_PORT", Integer.toString(port)), environment),
                management.resolve("/actuator/health/readiness"));
    }

    /** Forgets writers that were stopped for good. */
    public void forgetWriters(List<Part> stopped) {
        writers.removeAll(stopped);
    }

    /** The brokers. */
    public BrokerCluster kafka() {
        return kafka;
    }

    /** Postgres. */
    public PostgresPart postgres() {
        return postgres;
    }

    /** All gateways that were added. */
    public List<Part> gateways() {
        return Collections.unmodifiableList(gateways);
    }

    /** All writers that were added. */
    public List<Part> writers() {
        return Collections.unmodifiableList(writers);
    }

    /** Where the gateways are reached. */
    public List<URI> gatewayAddresses() {
        return List.copyOf(gatewayAddresses);
    }

    /** Where the meters of all gateways are. */
    public List<URI> gatewayManagement() {
        return List.copyOf(gatewayManagement);
    }

    /** Where the meters of all writers are. */
    public List<URI> writerManagement() {
        return List.copyOf(writerManagement);
    }

    /** All parts, in the order in which they depend on each other. */
    public List<Part> parts() {
        return Stream.of(kafka.brokers(), List.<Part>of(postgres), writers, gateways)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        gateways.forEach(Part::close);
        writers.forEach(Part::close);
        try (postgres) {
            kafka.close();
        }
    }

    private Part add(
            List<Part> parts,
            String kind,
            Path jar,
            List<String> options,
            Map<String, String> environment,
            URI readiness) {
        String name = kind + "-" + numbers.merge(kind, 1, Integer::sum);
        Map<String, String> all = with(
                Map.of("DATABASE_URL", postgres.databaseUrl(), "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                environment);
        Part part = new JavaPart(
                name,
                JavaProgram.jar(jar, all).withOptions(options),
                layout.folder().resolve(name + ".log"),
                () -> isUp(readiness));
        parts.add(part);
        return part;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private boolean isUp(URI readiness) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(readiness)
                                            .timeout(HTTP_TIMEOUT)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
