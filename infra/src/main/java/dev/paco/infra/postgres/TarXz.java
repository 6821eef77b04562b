package dev.paco.infra.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks {@code .tar.xz} archives, with their symbolic links and executable bits. */
final class TarXz {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private TarXz() {}

    /**
     * Unpacks {@code archive} into the folder {@code target}.
     *
     * @throws IOException also if an entry or a link would lie outside of {@code target}
     */
    static void unpack(InputStream archive, Path target) throws IOException {
        Path root = target.toRealPath();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, root);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream contents, Path root) throws IOException {
        Path file = inside(root, root.resolve(entry.getName()), entry);
        Path folder = Files.createDirectories(
                entry.isDirectory() ? file : file.resolveSibling(".").normalize());
        inside(root, folder.toRealPath(), entry);
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            inside(root, file.resolveSibling(link), entry);
            Files.createSymbolicLink(file, link);
        } else if (entry.isLink()) {
            Files.createLink(file, inside(root, root.resolve(entry.getLinkName()), entry));
        } else if (entry.isFile()) {
            Files.copy(contents, file);
            setExecutable(file, (entry.getMode() & OWNER_MAY_EXECUTE) != 0);
        }
    }

    private static Path inside(Path root, Path file, TarArchiveEntry entry) throws IOException {
        Path normalized = file.normalize();
        if (!normalized.startsWith(root)) {
            throw new IOException("the archive entry " + entry.getName() + " leads outside of " + root);
        }
        return normalized;
    }

    private static void setExecutable(Path file, boolean executable) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
