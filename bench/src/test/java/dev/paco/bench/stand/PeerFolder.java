package dev.paco.bench.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is built, in which something runs that the product is compared with; its output is in a file there.
 *
 * @param path of the folder
 * @param name of what runs, and of the file
 */
record PeerFolder(Path path, String name) {

    private static final int INSTALL_MINUTES = 5;

    /** Copies {@code files} of {@code source}, and runs {@code command} unless {@code installed} is there. */
    void install(Path source, List<String> files, String installed, List<String> command) {
        try {
            Files.createDirectories(path);
            for (String file : files) {
                Files.copy(source.resolve(file), path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (Files.isDirectory(path.resolve(installed))) {
                return;
            }
            Process installing = run(command, Map.of());
            if (!installing.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || installing.exitValue() != 0) {
                installing.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " failed, see " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts {@code command} here. */
    Process run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    private Path log() {
        return path.resolve(name + ".log");
    }
}
