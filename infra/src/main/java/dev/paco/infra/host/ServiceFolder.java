package dev.paco.infra.host;

import dev.paco.infra.Service;
import dev.paco.infra.UnusableFolderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one service, held by this process alone until it is closed.
 *
 * <p>The operating system gives the lock back when the process dies, however it dies. Whoever holds it therefore knows
 * that a server still running in the folder has been left behind and belongs to nobody.
 */
public final class ServiceFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Service service;
    private final Path path;
    private final FileChannel channel;

    private ServiceFolder(Service service, Path path, FileChannel channel) {
        this.service = service;
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing, for this user alone, and takes it.
     *
     * @throws UnusableFolderException if it cannot be written, or another process holds it
     */
    public static ServiceFolder take(Service service, Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        FileChannel channel = lockFile(service, path);
        if (lock(channel) == null) {
            release(channel);
            throw new UnusableFolderException(service, path, "is in use by another process of this project");
        }
        return new ServiceFolder(service, path, channel);
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    /** A file or folder inside. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The exception for what was found inside. */
    public UnusableFolderException unusable(String fault) {
        return new UnusableFolderException(service, path, fault);
    }

    /** The exception for what the operating system refused inside. */
    public UnusableFolderException unusable(String fault, Throwable cause) {
        return new UnusableFolderException(service, path, fault, cause);
    }

    /** Gives the folder back; its contents stay. */
    @Override
    public void close() {
        release(channel);
    }

    /** Deletes {@code folder} and all in it, if it is there. */
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static FileChannel lockFile(Service service, Path path) {
        try {
            Files.createDirectories(path, OwnerOnly.folder(path));
            return FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UnusableFolderException(
                    service, path, "cannot be written (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock a data folder", e);
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a data folder", e);
        }
    }
}
