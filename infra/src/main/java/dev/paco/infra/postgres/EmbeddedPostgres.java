package dev.paco.infra.postgres;

import dev.paco.infra.PortTakenException;
import dev.paco.infra.Service;
import dev.paco.infra.StartFailedException;
import dev.paco.infra.UnusableFolderException;
import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.host.ServiceFolder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Postgres on 127.0.0.1 whose data survive this JVM, however it ends.
 *
 * <p>Every connection needs the password. No shutdown hook is registered: whoever starts it closes it. A server that a
 * killed JVM left running is stopped at the next start on the same folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;

    private final PostgresSettings settings;
    private final ServiceFolder folder;
    private final Postmaster postmaster;
    private final int port;

    private EmbeddedPostgres(PostgresSettings settings, ServiceFolder folder, Postmaster postmaster, int port) {
        this.settings = settings;
        this.folder = folder;
        this.postmaster = postmaster;
        this.port = port;
    }

    /**
     * Sets the data folder up where it is empty, starts the server and returns when the database can be used.
     *
     * @throws PortTakenException if another program listens on the port
     * @throws UnusableFolderException if the folder cannot be written, is in use, or of another version
     * @throws StartFailedException for every other reason, with the end of the server's log
     */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        ServiceFolder folder = ServiceFolder.take(Service.POSTGRES, settings.dataDirectory());
        try {
            return start(settings, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** {@code postgresql://user:password@127.0.0.1:port/database?sslmode=disable}, percent-encoded. */
    public String databaseUrl() {
        return databaseUrl(settings.database());
    }

    /** The URL of another database on the same server. */
    public String databaseUrl(String database) {
        return "postgresql://" + encoded(settings.username()) + ":" + encoded(settings.password()) + "@127.0.0.1:"
                + port + "/" + encoded(database) + "?sslmode=disable";
    }

    /** Creates an empty database unless there is one of this name. */
    public void createDatabase(String database) {
        new PostgresLogin(port, settings.username(), settings.password()).createDatabase(database);
    }

    /** The process id of the server, or -1 when it is down. */
    public long pid() {
        return postmaster.pid();
    }

    /** Ends the server as a crash would (SIGKILL), for tests; {@link #close()} is still due. */
    public void kill() {
        postmaster.kill();
    }

    /** Closes all connections, writes everything to disk and returns when the server is gone. */
    @Override
    public void close() {
        try (folder) {
            postmaster.stop();
        }
    }

    private static EmbeddedPostgres start(PostgresSettings settings, ServiceFolder folder) {
        PostgresBinaries binaries = PostgresBinaries.locate(settings.cacheDirectory());
        HostCommand host = new HostCommand(folder.resolve("command.log"));
        host.requireUnprivileged();
        DatabaseCluster cluster = new DatabaseCluster(folder, binaries, host);
        Postmaster postmaster = new Postmaster(binaries, host, cluster.path(), folder.resolve("server.log"));
        boolean unclean = postmaster.clearLeftBehind();
        cluster.setUp(settings);
        int port = start(settings, cluster, postmaster, unclean);
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings, folder, postmaster, port);
        try {
            postgres.createDatabase(settings.database());
        } catch (RuntimeException e) {
            postmaster.stop();
            throw e;
        }
        log.info("Postgres listens on 127.0.0.1:{}, its data are in {}", port, folder.path());
        return postgres;
    }

    private static int start(
            PostgresSettings settings, DatabaseCluster cluster, Postmaster postmaster, boolean unclean) {
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() != 0 ? settings.port() : LoopbackPort.anyFree();
            try {
                if (!LoopbackPort.isFree(port)) {
                    throw new PortTakenException(Service.POSTGRES, port);
                }
                cluster.configure(port, settings.serverParameters());
                postmaster.start(port, unclean);
                return port;
            } catch (PortTakenException e) {
                if (settings.port() != 0 || attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
