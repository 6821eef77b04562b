package dev.paco.infra.postgres;

import dev.paco.infra.StartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the programs that come with Postgres, as a user that they accept. */
final class HostCommand {

    private static final int TIMED_OUT = 124;
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(20);

    private final Path outputFile;
    private final List<String> prefix;

    /** Commands whose output passes through {@code outputFile}. */
    HostCommand(Path outputFile) {
        this.outputFile = outputFile;
        // Postgres refuses to run as root; in a user namespace of its own, root is nobody but still owns its files.
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    /** What came of a command: the exit code, 124 after a time-out, and all that it printed. */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * Makes sure that Postgres can be run at all.
     *
     * @throws StartFailedException if this is root and cannot be anybody else
     */
    void requireUnprivileged() {
        if (!prefix.isEmpty() && !run(CHECK_TIMEOUT, List.of("true")).succeeded()) {
            throw new StartFailedException("Postgres refuses to run as root, and 'unshare -U', which would change that,"
                    + " is not permitted here: start as another user.");
        }
    }

    /** Waits for the command, and goes on waiting if this thread is interrupted: half a stop is no stop. */
    Result run(Duration timeout, List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        try {
            // A pipe would stay open as long as the server that pg_ctl leaves behind; a file does not.
            int exitCode = exitCode(process(line).start(), timeout);
            return new Result(
                    exitCode,
                    Files.readString(outputFile, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new StartFailedException(
                    "Postgres cannot be run, since a program is missing or not permitted: correct that, "
                            + e.getMessage(),
                    e);
        }
    }

    private ProcessBuilder process(List<String> line) {
        ProcessBuilder process =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(outputFile.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("PG"));
        process.environment().put("LC_ALL", "C");
        return process;
    }

    private static int exitCode(Process process, Duration timeout) throws IOException {
        process.getOutputStream().close();
        try {
            return process.onExit()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join()
                    .exitValue();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                process.destroyForcibly();
                return TIMED_OUT;
            }
            throw e;
        }
    }

    private static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
