package dev.paco.infra.host;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Attributes for new files and folders that no other user of the machine may read. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** For a file: mode 600. */
    public static FileAttribute<?>[] file(Path file) {
        return attributes(file, "rw-------");
    }

    /** For a folder: mode 700. */
    public static FileAttribute<?>[] folder(Path folder) {
        return attributes(folder, "rwx------");
    }

    // Windows has no modes; a user's own folders are private there.
    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
