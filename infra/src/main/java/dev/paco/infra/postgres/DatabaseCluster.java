package dev.paco.infra.postgres;

import dev.paco.infra.StartFailedException;
import dev.paco.infra.host.OwnerOnly;
import dev.paco.infra.host.ServiceFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the database cluster: set up once, configured at every start. */
final class DatabaseCluster {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCluster.class);
    private static final Duration SET_UP_TIMEOUT = Duration.ofMinutes(2);
    private static final String CONFIGURATION = "paco.conf";

    private final ServiceFolder folder;
    private final PostgresBinaries binaries;
    private final HostCommand host;

    DatabaseCluster(ServiceFolder folder, PostgresBinaries binaries, HostCommand host) {
        this.folder = folder;
        this.binaries = binaries;
        this.host = host;
    }

    /** What Postgres calls the data directory. */
    Path path() {
        return folder.resolve("data");
    }

    /** Sets the cluster up where there is none; a set-up that was cut short is begun anew. */
    void setUp(PostgresSettings settings) {
        try {
            if (Files.exists(path())) {
                requireSameVersion();
                return;
            }
            Path unfinished = folder.resolve("data-unfinished");
            ServiceFolder.deleteTree(unfinished);
            initialize(unfinished, settings);
            Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw folder.unusable("cannot be written (" + e + ")", e);
        }
    }

    /** Writes the server's parameters, which take effect at its next start. */
    void configure(int port, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("listen_addresses", "127.0.0.1");
        parameters.put("port", Integer.toString(port));
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "100");
        parameters.put("password_encryption", "scram-sha-256");
        // An acknowledged message survives a power cut only with all three of them.
        parameters.put("fsync", "on");
        parameters.put("synchronous_commit", "on");
        parameters.put("full_page_writes", "on");
        parameters.put("log_line_prefix", "%m [%p] %u@%d ");
        parameters.putAll(more);
        String lines = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + " = '"
                        + parameter.getValue().replace("\\", "\\\\").replace("'", "''") + "'\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(path().resolve(CONFIGURATION), lines);
        } catch (IOException e) {
            throw folder.unusable("cannot be written (" + e + ")", e);
        }
    }

    private void requireSameVersion() throws IOException {
        Path versionFile = path().resolve("PG_VERSION");
        if (!Files.exists(versionFile)) {
            throw folder.unusable("holds a folder 'data' that is not Postgres's");
        }
        String written = Files.readString(versionFile).strip();
        String server = host.run(SET_UP_TIMEOUT, List.of(binaries.program("postgres"), "--version"))
                .output();
        if (!server.matches(".*\\(PostgreSQL\\) " + written + "(\\D.*)?")) {
            throw folder.unusable(
                    "was written by Postgres " + written + ", which the server here, " + server + ", cannot read");
        }
    }

    private void initialize(Path directory, PostgresSettings settings) throws IOException {
        log.info("Setting up a database cluster in {}", path());
        Path passwordFile = passwordFile(settings.password());
        try {
            HostCommand.Result result = initdb(directory, settings, passwordFile, "C.UTF-8");
            if (!result.succeeded()) {
                // Not every system knows the locale C.UTF-8; initdb has removed what it began.
                result = initdb(directory, settings, passwordFile, "C");
            }
            if (!result.succeeded()) {
                throw new StartFailedException("Postgres could not be set up in " + folder.path()
                        + ": correct what initdb says.\n" + result.output());
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.writeString(
                directory.resolve("postgresql.conf"),
                "\ninclude = '" + CONFIGURATION + "'\n",
                StandardOpenOption.APPEND);
    }

    private HostCommand.Result initdb(Path directory, PostgresSettings settings, Path passwordFile, String locale) {
        return host.run(
                SET_UP_TIMEOUT,
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + directory,
                        "--encoding=UTF8",
                        "--locale=" + locale,
                        "--auth=scram-sha-256",
                        "--username=" + settings.username(),
                        "--pwfile=" + passwordFile,
                        "--data-checksums"));
    }

    private Path passwordFile(String password) throws IOException {
        Path file = folder.resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, OwnerOnly.file(file));
        return Files.writeString(file, password + "\n", StandardCharsets.UTF_8);
    }
}
