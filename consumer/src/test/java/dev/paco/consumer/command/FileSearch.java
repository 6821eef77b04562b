package dev.paco.consumer.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the bytes of files. */
final class FileSearch {

    private FileSearch() {}

    /** The files below {@code folder} that hold {@code text}, which is ASCII. */
    static List<Path> holding(String text, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(text, file))
                    .toList();
        } catch (UncheckedIOException vanished) {
            return holding(text, folder);
        }
    }

    private static boolean holds(String text, Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (NoSuchFileException vanished) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
