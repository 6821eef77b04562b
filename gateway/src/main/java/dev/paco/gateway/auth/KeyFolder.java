package dev.paco.gateway.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of secrets, one a file: {@code signing} signs and verifies, every other file verifies. Names that begin with a
 * dot do not count. What is written at the end of a line by an editor does not belong to the secret.
 */
final class KeyFolder {

    private static final String SIGNING = "signing";
    private static final String VERSION_OF_A_MOUNTED_SECRET = "..data";
    private static final int LARGEST = 4096;
    private static final int MOST = 100;

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all of it; blocks.
     *
     * @throws InvalidSecretException when a file, or the folder, is not what it should be: all count, or none
     */
    TokenKeys read() {
        SigningSecret signing = null;
        List<SigningSecret> others = new ArrayList<>();
        for (Path file : files()) {
            SigningSecret secret = SigningSecret.of("The key " + file, text(file));
            if (file.endsWith(SIGNING)) {
                signing = secret;
            } else {
                others.add(secret);
            }
        }
        return keys(signing, others);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private TokenKeys keys(@Nullable SigningSecret signing, List<SigningSecret> others) {
        if (signing == null) {
            throw new InvalidSecretException("The folder of keys " + folder + " has no file " + SIGNING + ".");
        }
        return new TokenKeys(signing, others);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(oneVersion())) {
            for (Path entry : entries) {
                if (!String.valueOf(entry.getFileName()).startsWith(".") && !Files.isDirectory(entry)) {
                    files.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable("The folder of keys " + folder, e);
        }
        if (files.size() > MOST) {
            throw new InvalidSecretException("The folder of keys " + folder + " has more than " + MOST + " files.");
        }
        return files;
    }

    /** Kubernetes replaces a mounted secret as a whole, by turning this link; half of each version would be neither. */
    private Path oneVersion() throws IOException {
        Path version = folder.resolve(VERSION_OF_A_MOUNTED_SECRET);
        return Files.isDirectory(version) ? version.toRealPath() : folder;
    }

    private static String text(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InvalidSecretException("The key " + file + " has more than " + LARGEST + " bytes.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new InvalidSecretException("The key " + file + " is not text in UTF-8.");
        } catch (IOException e) {
            throw unreadable("The key " + file, e);
        }
    }

    private static InvalidSecretException unreadable(String what, Exception fault) {
        return new InvalidSecretException(
                what + " cannot be read (" + fault.getClass().getSimpleName() + ").");
    }
}
