package dev.paco.infra.postgres;

import dev.paco.infra.PortTakenException;
import dev.paco.infra.Service;
import dev.paco.infra.StartFailedException;
import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of a database cluster.
 *
 * <p>It is started through {@code pg_ctl}, which puts it into a session of its own: Ctrl-C in the terminal then reaches
 * this JVM alone, and Postgres stops when its turn has come.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    /** Long, since after a crash Postgres reads its log from the last checkpoint before it accepts connections. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration STALE_LOCK_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int LOG_TAIL_LINES = 20;

    private final PostgresBinaries binaries;
    private final HostCommand host;
    private final Path data;
    private final Path logFile;

    Postmaster(PostgresBinaries binaries, HostCommand host, Path data, Path logFile) {
        this.binaries = binaries;
        this.host = host;
        this.data = data;
        this.logFile = logFile;
    }

    /** Ends a server that an earlier JVM left behind; says whether the last end was an unclean one. */
    boolean clearLeftBehind() {
        Optional<ProcessHandle> process = process();
        if (process.isPresent() && isPostgres(process.get())) {
            log.warn("Stopping the Postgres that an earlier run left behind, process {}", pid());
            stop();
            return true;
        }
        boolean unclean = Files.exists(pidFile());
        if (process.isPresent()) {
            // The number has gone to another program, which Postgres would take for itself.
            delete(pidFile());
        }
        return unclean;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param unclean whether processes of a killed server may still be about to end; it is tried again then
     */
    void start(int port, boolean unclean) {
        keepLastLog();
        long deadline = System.nanoTime() + STALE_LOCK_TIMEOUT.toNanos();
        while (!control(START_TIMEOUT, "start", "-l", logFile.toString()).succeeded()) {
            if (!LoopbackPort.isFree(port)) {
                throw new PortTakenException(Service.POSTGRES, port);
            }
            if (!unclean || System.nanoTime() > deadline) {
                stop();
                throw new StartFailedException(
                        "Postgres did not start; correct what its log says at the end, " + logFile + ":\n" + logTail());
            }
        }
    }

    /** Rolls back what is running, writes everything to disk and returns when the folder and the port are free. */
    void stop() {
        if (process().isEmpty()) {
            return;
        }
        if (!control(STOP_TIMEOUT, "stop", "-m", "fast").succeeded()
                && process().isPresent()) {
            log.warn("Postgres did not stop within {}; stopping it without a checkpoint", STOP_TIMEOUT);
            control(IMMEDIATE_STOP_TIMEOUT, "stop", "-m", "immediate");
        }
    }

    /** Ends the server as a crash would, and returns when its processes are gone. */
    void kill() {
        process().ifPresent(postmaster -> {
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            postmaster.destroyForcibly();
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        });
    }

    /** The process id, or -1 when the server is down. */
    long pid() {
        try {
            return Files.exists(pidFile())
                    ? Long.parseLong(Files.readAllLines(pidFile()).get(0).strip())
                    : -1;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return -1;
        }
    }

    private Optional<ProcessHandle> process() {
        long pid = pid();
        return pid < 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()).startsWith("postgres"))
                .orElse(true);
    }

    private HostCommand.Result control(Duration timeout, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                binaries.program("pg_ctl"),
                                "-D",
                                data.toString(),
                                "-w",
                                "-t",
                                Long.toString(timeout.toSeconds())),
                        Stream.of(arguments))
                .toList();
        return host.run(timeout.plus(MARGIN), command);
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private void keepLastLog() {
        try {
            if (Files.exists(logFile)) {
                Files.move(
                        logFile,
                        logFile.resolveSibling(logFile.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + logFile, e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(logFile, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
