package dev.paco.guarantees.load;

import dev.paco.guarantees.check.Evidence.Acknowledgement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every 2xx, on disk as soon as it has come: one line each. Thread-safe. */
final class AcknowledgementFile implements AutoCloseable {

    private static final String NO_ROW = "-";

    private final BufferedWriter writer;

    AcknowledgementFile(Path file) {
        try {
            writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Acknowledgement> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t", -1))
                    .map(parts -> new Acknowledgement(
                            parts[0], parts[1], parts[2].equals(NO_ROW) ? null : Long.valueOf(parts[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(Acknowledgement acknowledgement) {
        Long row = acknowledgement.messageId();
        try {
            writer.write(acknowledgement.conversation() + "\t" + acknowledgement.text() + "\t"
                    + (row == null ? NO_ROW : row.toString()) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
