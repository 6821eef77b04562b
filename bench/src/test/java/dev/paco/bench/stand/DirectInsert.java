package dev.paco.bench.stand;

import dev.paco.bench.measure.Usage;
import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick: the server that one would write without a log, {@code bench/direct-insert}. It inserts each message into
 * the product's own table and answers when that is committed.
 */
public final class DirectInsert implements AutoCloseable {

    /** Its path to save a message. */
    public static final String SAVE = "/save-message";

    private static final Path SOURCE = Path.of("direct-insert");
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final URI address;

    private DirectInsert(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Whether this machine has what it runs on. */
    public static boolean isPossible() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return node.waitFor(STOP_SECONDS, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts it on the Postgres of {@code stand}, and returns when it serves. */
    static DirectInsert start(Stand stand, Path folder) {
        PeerFolder peer = new PeerFolder(folder, "direct-insert");
        peer.install(
                SOURCE,
                List.of("package.json", "package-lock.json", ".npmrc", "server.mjs"),
                "node_modules",
                List.of("npm", "ci", "--silent"));
        int port = LoopbackPort.anyFree();
        URI address = URI.create("http://127.0.0.1:" + port);
        Process process = peer.run(
                List.of("node", "server.mjs"),
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "DATABASE_URL",
                        stand.product().postgres().databaseUrl(),
                        "NODE_ENV",
                        "production",
                        "PACO_JWT_SECRET",
                        dev.paco.infra.process.Product.JWT_SECRET));
        DirectInsert server = new DirectInsert(process, address);
        Stand.await("the direct insert", Stand.PATIENCE, () -> Http.isUp(address.resolve("/readyz")));
        return server;
    }

    /** Where it is reached. */
    public URI address() {
        return address;
    }

    /** A token of the participant. */
    public String logIn() {
        return Http.logIn(address.resolve("/login"), Stand.PARTICIPANT);
    }

    /** Begins to count what it and Postgres use. */
    public Usage usage(Stand stand) {
        return Usage.of(Map.of(
                "direct insert",
                process.toHandle(),
                "postgres",
                stand.product().postgres().handle()));
    }

    @Override
    public void close() {
        Ending.of(process, STOP_SECONDS);
    }
}
