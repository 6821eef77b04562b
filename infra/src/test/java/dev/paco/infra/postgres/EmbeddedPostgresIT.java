package dev.paco.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.paco.infra.PortTakenException;
import dev.paco.infra.StartFailedException;
import dev.paco.infra.UnusableFolderException;
import dev.paco.infra.stack.ChildJvm;
import dev.paco.infra.stack.TestCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresIT {

    private static final String PASSWORD = "p@ss/word 'é%";

    @TempDir
    private Path folder;

    @Test
    void dataSurviveAStopAndAStart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            execute(postgres, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void dataSurviveAKilledServer() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            execute(postgres, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
            postgres.kill();
            assertThat(postgres.pid())
                    .satisfies(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void aServerThatAKilledJvmLeftBehindIsReplaced() throws Exception {
        long leftBehind;
        try (ChildJvm child = ChildJvm.start(ServerMain.class, folder.toString(), PASSWORD)) {
            leftBehind = Long.parseLong(child.awaitLine("pid "));
            try (Connection connection = connection(Integer.parseInt(child.awaitLine("port ")), PASSWORD);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 7 AS id");
            }
            child.kill();
        }
        assertThat(ProcessHandle.of(leftBehind)).get().matches(ProcessHandle::isAlive);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThat(postgres.pid()).isNotEqualTo(leftBehind);
            await().until(() ->
                    ProcessHandle.of(leftBehind).filter(ProcessHandle::isAlive).isEmpty());
            assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void aStaleProcessNumberThatAnotherProgramHasNowIsNoObstacle() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Files.writeString(
                folder.resolve("data").resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aSetUpThatWasCutShortIsBegunAnew() throws Exception {
        Files.createDirectories(folder.resolve("data-unfinished").resolve("base"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("data-unfinished", "password");
        }
    }

    @Test
    void durabilityAndTheOtherParametersAreInForce() throws SQLException {
        PostgresSettings settings =
                new PostgresSettings(folder, TestCache.path(), 0, "paco", PASSWORD, "paco", Map.of("work_mem", "8MB"));
        Map<String, String> expected = Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "data_checksums", "on",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "server_encoding", "UTF8",
                "max_connections", "100",
                "work_mem", "8MB");
        Map<String, String> shown = new HashMap<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
            for (String name : expected.keySet()) {
                shown.put(name, query(postgres, "SHOW " + name));
            }
        }
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connection(postgres.port(), "guessed").close())
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("28P01");
        }
    }

    @Test
    void aPasswordOtherThanThatOfTheFolderFailsTheStart() {
        EmbeddedPostgres.start(settings()).close();
        PostgresSettings other =
                new PostgresSettings(folder, 0, "paco", "another", "paco").withCacheDirectory(TestCache.path());

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(other))
                .withMessageContaining("was set up with another one");
        EmbeddedPostgres.start(settings()).close();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PortTakenException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(settings().withPort(taken.getLocalPort())))
                    .withMessage(
                            "Port %d for Postgres is taken by another program: stop that program, or set"
                                    + " POSTGRES_PORT to a free port.",
                            taken.getLocalPort());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(UnusableFolderException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(
                        new PostgresSettings(file.resolve("postgres"), 0, "paco", PASSWORD, "paco")))
                .withMessageStartingWith("Postgres cannot keep its data in " + file.resolve("postgres"))
                .withMessageEndingWith("set PACO_DATA_DIR to another folder.");
    }

    @Test
    void aFolderInUseIsRefused() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(settings())) {
            assertThatExceptionOfType(UnusableFolderException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(settings()))
                    .withMessageContaining("is in use by another process");
            assertThat(first.pid()).isPositive();
        }
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws IOException {
        EmbeddedPostgres.start(settings()).close();
        Files.writeString(folder.resolve("data").resolve("PG_VERSION"), "9\n");

        assertThatExceptionOfType(UnusableFolderException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(settings()))
                .withMessageContaining("was written by Postgres 9");
    }

    @Test
    void aParameterThatPostgresRefusesIsShownFromItsLog() {
        PostgresSettings settings = new PostgresSettings(
                folder, TestCache.path(), 0, "paco", PASSWORD, "paco", Map.of("shared_buffers", "many"));
        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(settings))
                .withMessageContaining("invalid value for parameter \"shared_buffers\"");
    }

    private PostgresSettings settings() {
        return new PostgresSettings(folder, 0, "paco", PASSWORD, "paco").withCacheDirectory(TestCache.path());
    }

    private static Connection connection(int port, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/paco", "paco", password);
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = connection(postgres.port(), PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connection(postgres.port(), PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
