package dev.paco.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the project, by their path from its root. */
final class ProjectFiles {

    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private ProjectFiles() {}

    static Path path(String name) {
        return ROOT.resolve(name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Path folder) {
        if (Files.exists(folder.resolve("docker-compose.yml"))) {
            return folder;
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IllegalStateException("No folder above the working directory has a docker-compose.yml");
        }
        return root(parent);
    }
}
