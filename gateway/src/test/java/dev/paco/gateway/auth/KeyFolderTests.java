package dev.paco.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.paco.gateway.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTests {

    private static final String OLD = "the key of yesterday, which has more than thirty-two bytes";
    private static final String NEW = "the key of tomorrow, which has more than thirty-two bytes, too";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    private CurrentKeys keys;
    private Tokens tokens;

    @BeforeEach
    void start() throws IOException {
        put("signing", OLD);
        AuthProperties properties = properties();
        keys = new CurrentKeys(properties, clock, new AuthMetrics(registry));
        tokens = new Tokens(properties, keys, clock, Generators.timeBasedEpochGenerator());
        keys.start();
    }

    @AfterEach
    void stop() {
        keys.stop();
    }

    @Test
    void aRotationLogsNobodyOutAndAWithdrawnKeyIsRefusedEvenWhenItsTokensAreRemembered() throws IOException {
        String before = tokens.issue("RID001").value();
        assertThat(tokens.verify(before).researchId()).isEqualTo("RID001");

        put("next", NEW);
        await().atMost(PATIENCE).until(() -> keys.get().has(keyId(NEW)));
        assertThat(tokens.verify(tokens.issue("RID001").value()).keyId()).isEqualTo(keyId(OLD));

        put("former", OLD);
        put("signing", NEW);
        await().atMost(PATIENCE).until(() -> keys.get().signingKeyId().equals(keyId(NEW)));
        String after = tokens.issue("RID001").value();
        assertThat(tokens.verify(before).keyId()).isEqualTo(keyId(OLD));
        assertThat(tokens.verify(after).keyId()).isEqualTo(keyId(NEW));

        Files.delete(folder.resolve("former"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatExceptionOfType(RefusedTokenException.class)
                        .isThrownBy(() -> tokens.verify(before))
                        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.TOKEN_INVALID)));
        assertThat(tokens.verify(after).keyId()).isEqualTo(keyId(NEW));
    }

    @Test
    void whileTheFolderIsNotAsItShouldBeTheLastKeysStayAndTheirAgeTells() throws IOException {
        String before = tokens.issue("RID001").value();
        for (String fault : List.of("", "short", "changeme-changeme-changeme-changeme!")) {
            put("signing", fault);
            awaitAge();
            assertThat(tokens.verify(before).researchId()).isEqualTo("RID001");
        }
        Files.delete(folder.resolve("signing"));
        awaitAge();
        Files.delete(folder);
        awaitAge();
        assertThat(tokens.verify(before).researchId()).isEqualTo("RID001");

        Files.createDirectory(folder);
        put("signing", NEW);

        await().atMost(PATIENCE).until(() -> keys.get().signingKeyId().equals(keyId(NEW)));
        assertThat(keys.get().has(keyId(OLD))).isFalse();
    }

    @Test
    void aMountedSecretIsReadThroughItsLink(@TempDir Path mount) throws IOException {
        version(mount, "..1", OLD);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("signing"), Path.of("..data", "signing"));
        KeyFolder mounted = new KeyFolder(mount);
        assertThat(mounted.read().signingKeyId()).isEqualTo(keyId(OLD));

        version(mount, "..2", NEW);
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(mounted.read().signingKeyId()).isEqualTo(keyId(NEW));
    }

    @Test
    void filesThatBeginWithADotAreNoKeys() throws IOException {
        put(".new", "half of a ke");

        assertThat(new KeyFolder(folder).read().keyIds()).isEqualTo(keyId(OLD));
    }

    @Test
    void aFolderThatIsNotAsItShouldBeStopsTheStartAndSaysWhatToDo() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertFault(nowhere, "The folder of keys " + nowhere + " cannot be read (NoSuchFileException).");
        Path other = Files.createDirectory(folder.resolve("other"));
        assertFault(other, "The folder of keys " + other + " has no file signing.");
        Files.writeString(other.resolve("signing"), "x");
        assertFault(other, "The key " + other.resolve("signing") + " has 1 bytes; HS256 needs at least 32.");
        Files.writeString(other.resolve("signing"), "\n");
        assertFault(other, "The key " + other.resolve("signing") + " is empty.");
        Files.write(other.resolve("signing"), new byte[] {(byte) 0xff});
        assertFault(other, "The key " + other.resolve("signing") + " is not text in UTF-8.");
        Files.write(other.resolve("signing"), new byte[5_000]);
        assertFault(other, "The key " + other.resolve("signing") + " has more than 4096 bytes.");
    }

    private static void assertFault(Path folder, String message) {
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> new KeyFolder(folder).read())
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.action()).contains("openssl rand"));
    }

    /** Longer than some polls. */
    private void awaitAge() {
        await().atMost(PATIENCE)
                .until(() -> registry.get("paco.gateway.auth.keys.age").gauge().value() > 0.2);
    }

    private void put(String name, String secret) throws IOException {
        Path written = Files.writeString(folder.resolve("." + name), secret + "\n");
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void version(Path mount, String name, String secret) throws IOException {
        Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("signing"), secret);
    }

    private static String keyId(String secret) {
        return SigningSecret.of("test", secret).keyId();
    }

    private AuthProperties properties() {
        return new AuthProperties(
                "",
                List.of(),
                folder,
                Duration.ofMillis(50),
                Duration.ofHours(24),
                "paco-gateway",
                "paco",
                false,
                "1.0",
                Duration.ofSeconds(10),
                100);
    }
}
