package dev.paco.bench.stand;

import dev.paco.bench.load.Participant;
import dev.paco.bench.measure.Usage;
import dev.paco.infra.host.ServiceFolder;
import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import dev.paco.infra.process.Product.Layout;
import dev.paco.infra.process.Product.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The product to be measured: a broker, Postgres, gateways and writers, each a process of its own. Messages are
 * acknowledged by all replicas and Postgres flushes each commit, as in production.
 */
public final class Stand implements AutoCloseable {

    /** The first of those who say everything. */
    public static final String PARTICIPANT = "RID001";

    /** What the JVMs of gateways and writers are started with in production, as an argument of theirs. */
    public static final String JVM_ARGS =
            "@" + Path.of("..", "deploy", "jvm.args").toAbsolutePath().normalize();

    private static final int PARTICIPANTS = 17;

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Machine MACHINE = new Machine(
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            List.of(JVM_ARGS, "-Xmx512m"),
            List.of(JVM_ARGS, "-Xmx256m", "-XX:+UseSerialGC"),
            Map.of("shared_buffers", "512MB", "max_wal_size", "4GB"));

    private final Product product;
    private final Rows rows;
    private final Path folder;

    private Stand(Path folder, Product product, Rows rows) {
        this.folder = folder;
        this.product = product;
        this.rows = rows;
    }

    /** Starts everything on an empty folder and returns when all of it is ready. */
    public static Stand start(Path folder, int gateways, int writers) throws SQLException {
        ServiceFolder.deleteTree(folder);
        Product product = Product.start(new Layout(
                folder,
                Path.of("../gateway/target/gateway.jar"),
                Path.of("../consumer/target/consumer.jar"),
                1,
                gateways,
                writers,
                MACHINE));
        try {
            product.parts().forEach(Stand::awaitReady);
            Rows rows = new Rows(product.postgres().databaseUrl());
            rows.execute(
                    "INSERT INTO paco_research_ids (research_id, is_active) SELECT 'RID' || lpad(n::text, 3, '0'), true"
                            + " FROM generate_series(1, " + PARTICIPANTS + ") n");
            return new Stand(folder, product, rows);
        } catch (RuntimeException | SQLException failure) {
            product.close();
            throw failure;
        }
    }

    public Product product() {
        return product;
    }

    public Rows rows() {
        return rows;
    }

    /** The first gateway. */
    public URI gateway() {
        return product.gatewayAddresses().get(0);
    }

    /** A token of {@link #PARTICIPANT}. */
    public String logIn() {
        return logIn(gateway(), PARTICIPANT);
    }

    /** All participants, with tokens of the first gateway. */
    public List<Participant> logInAll() {
        return IntStream.rangeClosed(1, PARTICIPANTS)
                .mapToObj(number -> String.format(Locale.ROOT, "RID%03d", number))
                .map(id -> new Participant(id, logIn(gateway(), id)))
                .toList();
    }

    /** A token of a participant, from one of the gateways. */
    public String logIn(URI gateway, String researchId) {
        return Http.logIn(gateway.resolve("/api/v1/auth/login"), researchId);
    }

    /** The yardstick, on this stand's Postgres. */
    public DirectInsert startDirectInsert() {
        return DirectInsert.start(this, folder.resolveSibling("direct-insert"));
    }

    /** The peer of the writer, on this stand's broker and Postgres; not yet started. */
    public DebeziumSink debeziumSink() {
        return DebeziumSink.installed(this, folder.resolveSibling(DebeziumSink.NAME));
    }

    /** The first writer, stopped: it is started for a backlog that is there before. */
    public Part stoppedWriter() {
        Part writer = product.writers().get(0);
        writer.stop();
        return writer;
    }

    /** Fills and watches the log. */
    public Backlog backlog() {
        return new Backlog(product.kafka().bootstrapServers());
    }

    /** This Postgres, far away. */
    public SlowDatabase slowDatabase(Duration latency) {
        return SlowDatabase.of(product.postgres().databaseUrl(), latency);
    }

    /** Begins to count what the parts, and this process, use. */
    public Usage usage() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        product.gateways().forEach(part -> processes.put(part.name(), part.handle()));
        product.kafka().brokers().forEach(part -> processes.put(part.name(), part.handle()));
        product.writers().forEach(part -> processes.put(part.name(), part.handle()));
        processes.put("postgres", product.postgres().handle());
        return Usage.of(processes);
    }

    public static void awaitReady(Part part) {
        await(part.name(), PATIENCE, part::isReady);
    }

    /** Returns when {@code condition} holds; fails after {@code patience}. */
    public static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + patience.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK.toMillis()));
        }
    }

    /** Lets time pass. */
    public static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws SQLException {
        try (product) {
            rows.close();
        }
    }
}
