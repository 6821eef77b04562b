package dev.paco.standalone;

import dev.paco.common.start.StartFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Secrets that are made up at the first start and kept in the data folder, readable by their owner alone. */
final class Secrets {

    private static final int BYTES = 36;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The secret that is kept under {@code name}; a new one the first time. */
    String secret(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            keep(name, secret);
            return secret;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Keeps {@code value} under {@code name}, in place of what was there. */
    void keep(String name, String value) {
        try {
            Path written = Files.createTempFile(folder, name, ".new");
            if (written.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(written, value + System.lineSeparator(), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The data folder, made if it is missing, for its owner alone. */
    static Secrets in(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, Set.copyOf(PosixFilePermissions.fromString("rwx------")));
                }
            }
            Files.delete(Files.createTempFile(folder, "writable", ".tmp"));
            return new Secrets(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private StartFailureException unusable(IOException fault) {
        return unusable(folder, fault);
    }

    private static StartFailureException unusable(Path folder, IOException fault) {
        return new StartFailureException(
                "The data folder " + folder + " cannot be written to ("
                        + fault.getClass().getSimpleName() + ").",
                "Set PACO_DATA_DIR to a folder that this user may write to.");
    }
}
