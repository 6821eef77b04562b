package dev.paco.infra.postgres;

import dev.paco.infra.Service;
import dev.paco.infra.UnusableFolderException;
import dev.paco.infra.host.ServiceFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive on the class path that holds Postgres for this machine. */
final class PostgresArchive {

    private static final Logger log = LoggerFactory.getLogger(PostgresArchive.class);
    private static final int HASH_LENGTH = 16;

    private final URL location;

    private PostgresArchive(URL location) {
        this.location = location;
    }

    static Optional<PostgresArchive> find() {
        String name = "/postgres-" + system() + "-" + architecture() + ".txz";
        return Optional.ofNullable(PostgresArchive.class.getResource(name)).map(PostgresArchive::new);
    }

    /**
     * The folder below {@code cacheDirectory} with the contents, unpacked now unless it is there.
     *
     * <p>It appears whole or not at all, and several processes can do this at once.
     */
    Path unpackInto(Path cacheDirectory) {
        try {
            Path target = cacheDirectory.toAbsolutePath().resolve("postgres-" + hash());
            return Files.isDirectory(target) ? target : unpack(target);
        } catch (IOException e) {
            throw new UnusableFolderException(
                    Service.POSTGRES, cacheDirectory, "cannot take the server itself (" + e + ")", e);
        }
    }

    private Path unpack(Path target) throws IOException {
        log.info("Unpacking Postgres into {}", target);
        Path parent = Files.createDirectories(target.resolveSibling(".").normalize());
        Path unfinished = Files.createTempDirectory(parent, "postgres-unpacking-");
        try (InputStream archive = location.openStream()) {
            TarXz.unpack(archive, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was faster: its folder has the same contents.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            ServiceFolder.deleteTree(unfinished);
        }
        return target;
    }

    private String hash() throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream archive = location.openStream()) {
            for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "windows" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
