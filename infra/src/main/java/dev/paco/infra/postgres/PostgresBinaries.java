package dev.paco.infra.postgres;

import dev.paco.infra.StartFailedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of one installation of Postgres.
 *
 * @param bin folder that holds {@code initdb}, {@code pg_ctl} and {@code postgres}
 */
record PostgresBinaries(Path bin) {

    private static final Path DEBIAN_INSTALLATIONS = Path.of("/usr/lib/postgresql");
    private static final String SUFFIX = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";

    /**
     * The Postgres that comes with this module, unpacked to {@code cacheDirectory}; where there is none for this
     * machine, the newest one installed on it.
     *
     * @throws StartFailedException if there is neither
     */
    static PostgresBinaries locate(Path cacheDirectory) {
        return PostgresArchive.find()
                .map(archive ->
                        new PostgresBinaries(archive.unpackInto(cacheDirectory).resolve("bin")))
                .or(PostgresBinaries::debianInstallation)
                .or(PostgresBinaries::onPath)
                .orElseThrow(() -> new StartFailedException("There is no Postgres for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                        + ": install Postgres 18 so that pg_ctl is on the PATH."));
    }

    /** The full path of a program, for a command line. */
    String program(String name) {
        return bin.resolve(name + SUFFIX).toString();
    }

    static Optional<PostgresBinaries> debianInstallation() {
        if (!Files.isDirectory(DEBIAN_INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN_INSTALLATIONS)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d{1,3}"))
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> new PostgresBinaries(version.resolve("bin")))
                    .filter(PostgresBinaries::isComplete)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + DEBIAN_INSTALLATIONS, e);
        }
    }

    private static Optional<PostgresBinaries> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> new PostgresBinaries(Path.of(folder)))
                .filter(PostgresBinaries::isComplete)
                .findFirst();
    }

    private boolean isComplete() {
        return Stream.of("initdb", "pg_ctl", "postgres").allMatch(name -> Files.isExecutable(Path.of(program(name))));
    }
}
