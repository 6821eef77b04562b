package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import dev.paco.standalone.StandaloneProcess.Ports;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The whole of it as a user runs it: in a process, from a folder, until it is stopped or killed. */
class StandaloneIT {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final String README_CURL = """
        {"research_id": "RID001", "role": "user", "content": "Hello from ElevenLabs",
         "timestamp": "2025-01-08T16:00:00Z", "provider": "elevenlabs",
         "elevenlabs_conversation_id": "conv_123", "elevenlabs_message_id": "msg_456"}\
        """;

    @TempDir
    private Path folder;

    @Test
    void theTwoCurlsAnswerExactlyAndEverythingAcknowledgedIsThereOnceAfterAKillUnderLoad() throws Exception {
        Ports ports = Ports.free();
        Path data = folder.resolve("data");
        Set<Integer> acknowledged;
        try (StandaloneProcess first = started(data, ports, Map.of())) {
            assertTheTwoCurls(first.client());
            assertSecretsAreTheOwnersAlone(data);
            acknowledged = saveUntilKilled(first);
        }
        try (StandaloneProcess second = started(data, ports, Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"))) {
            assertLinesOfTheServicesAreJson(second.output());
            Client client = second.client();
            assertTheTwoCurls(client);
            assertThat(client.query("SELECT id, content FROM paco_conversations WHERE conversation_id = 'conv_123'"))
                    .containsExactly("1", "Hello from ElevenLabs");
            assertThat(client.query("SELECT research_id FROM paco_research_ids ORDER BY id"))
                    .hasSize(10)
                    .startsWith("RID001")
                    .endsWith("RID010");
            await().atMost(READY).untilAsserted(() -> assertThat(rows(client)).containsAll(acknowledged));
            assertThat(client.query("SELECT count(*) - count(DISTINCT message_key) FROM paco_conversations"))
                    .containsExactly("0");

            assertThat(second.terminate()).isEqualTo(128 + 15);
            assertThat(second.output()).doesNotContain("Exception");
        }
    }

    @Test
    void aTakenPortIsOneClearSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                StandaloneProcess refused = StandaloneProcess.start(
                        folder.resolve("data"), Ports.free().withGateway(taken.getLocalPort()))) {
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .isEqualTo("Port " + taken.getLocalPort() + " is taken. Stop the program that listens there,"
                            + " or set GATEWAY_PORT to a free port.");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsOneClearSentence() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (StandaloneProcess refused = StandaloneProcess.start(file.resolve("data"), Ports.free())) {
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .startsWith("The data folder " + file.resolve("data") + " cannot be written to")
                    .endsWith("Set PACO_DATA_DIR to a folder that this user may write to.")
                    .hasLineCount(1);
        }
    }

    @Test
    void anUnknownArgumentIsWrongUsage() throws Exception {
        try (StandaloneProcess refused = StandaloneProcess.start(folder.resolve("data"), Ports.free(), "everything")) {
            assertThat(refused.exitStatus()).isEqualTo(2);
            assertThat(refused.output()).isEqualTo("Usage: standalone.jar [infra]\n");
        }
    }

    @Test
    void infraIsKafkaAndPostgresAlone() throws Exception {
        try (StandaloneProcess infra = StandaloneProcess.start(folder.resolve("data"), Ports.free(), "infra")) {
            await().atMost(READY).until(infra::isReady);
            assertThat(infra.client().query("SELECT 1")).containsExactly("1");
            assertThat(infra.output()).contains("KAFKA_BOOTSTRAP_SERVERS=localhost:");
            assertThat(infra.terminate()).isEqualTo(128 + 15);
        }
    }

    private static StandaloneProcess started(Path data, Ports ports, Map<String, String> environment) throws Exception {
        StandaloneProcess standalone = StandaloneProcess.start(data, ports, environment);
        await().atMost(READY)
                .failFast("Standalone has stopped", () -> !standalone.isAlive())
                .until(standalone::isReady);
        assertThat(standalone.client().get("/readyz").status()).isEqualTo(200);
        return standalone;
    }

    private static void assertLinesOfTheServicesAreJson(String output) {
        assertThat(output.lines().filter(line -> line.contains(".ConnectionsLine")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .at("/service/name")
                                .asString())
                        .isEqualTo("paco-standalone"));
    }

    private static void assertTheTwoCurls(Client client) {
        Answer login = client.post("/api/v1/auth/login", "{\"research_id\": \"RID001\"}");
        assertThat(login.status()).isEqualTo(200);

        Answer saved = client.save(login.json().path("access_token").asString(), README_CURL);
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body())
                .isEqualTo("{\"success\":true,\"message_id\":1,\"timestamp\":\"2025-01-08T16:00:00+00:00\"}");
    }

    private static void assertSecretsAreTheOwnersAlone(Path data) throws Exception {
        for (String secret : List.of("database.url", "jwt.secret", "postgres.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    private static Set<Integer> saveUntilKilled(StandaloneProcess standalone) throws Exception {
        Client client = standalone.client();
        String token = client.logIn("RID001");
        Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        for (int sender = 0; sender < 8; sender++) {
            int first = sender * 1_000_000;
            senders.execute(() -> {
                for (int i = first; client.isAcknowledged(token, Message.of("RID001", "load-" + first, i, "x")); i++) {
                    acknowledged.add(i);
                }
            });
        }
        await().atMost(READY).until(() -> acknowledged.size() > 500);
        standalone.kill();
        senders.shutdown();
        assertThat(senders.awaitTermination(READY.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return acknowledged;
    }

    private static Set<Integer> rows(Client client) {
        return client
                .query("SELECT elevenlabs_message_id FROM paco_conversations WHERE conversation_id LIKE 'load-%'")
                .stream()
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
