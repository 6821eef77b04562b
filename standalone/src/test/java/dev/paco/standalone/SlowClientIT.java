package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.stack.Stack;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients that are slow, silent or greedy, byte by byte. */
@PipelineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 256 * 1024;
    private static final int BATCH_LIMIT = 2 * 1024 * 1024;

    private ConfigurableApplicationContext gateway;
    private Client client;
    private String token;
    private String modestToken;

    @BeforeAll
    void start(Stack stack, Client pipeline) {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        gateway = application.run(
                "--DATABASE_URL=" + stack.databaseUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--paco.gateway.connection.idle=3s",
                "--paco.gateway.connection.headers=1s",
                "--paco.gateway.connection.body=3s",
                "--paco.gateway.connection.max-bodies=600KB",
                "--server.port=0",
                "--management.server.port=0");
        client = new Client("http://localhost:" + port("local.server.port"), stack.databaseUrl());
        token = pipeline.logIn("RID006");
        modestToken = pipeline.logIn("RID007");
        await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (Connection silent = new Connection()) {
            assertThat(silent.answer()).isEmpty();
        }
    }

    @Test
    void headersThatTrickleInAreAnswered408() throws Exception {
        try (Connection slow = new Connection()) {
            slow.send("POST /api/v1/chat/save-message HTTP/1.1\r\nHost: localhost\r\n");

            assertThat(slow.trickle("X-Filler: ")).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
        }
    }

    @Test
    void theActuatorsPortWaitsNoLonger() throws Exception {
        try (Connection slow = new Connection(port("local.management.port"));
                Connection silent = new Connection(port("local.management.port"))) {
            slow.send("GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n");

            assertThat(slow.trickle("X-Filler: ")).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
            assertThat(silent.answer()).isEmpty();
        }
    }

    @Test
    void aBodyThatTricklesInIsAnswered408() throws Exception {
        try (Connection slow = new Connection()) {
            slow.send(head("Content-Length: 100000") + "{\"research_id\": \"");

            assertThat(slow.trickle("RID006")).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
        }
        await().atMost(PATIENCE).until(() -> heldBytes() == 0);
    }

    @Test
    void aBodyThatTricklesInAfterItsAnswerIsCutOff() throws Exception {
        try (Connection slow = new Connection()) {
            slow.send("POST /api/v1/chat/save-message HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{");

            assertThat(slow.trickle(" ")).startsWith("HTTP/1.1 401 ").doesNotContain("408");
        }
    }

    @Test
    void aConnectionThatIsUsedAgainHasTheWholeTimeAgain() throws Exception {
        try (Connection patient = new Connection()) {
            for (int i = 0; i < 3; i++) {
                patient.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n");
                patient.waitAWhile(Duration.ofMillis(600));
                patient.send("\r\n");
                assertThat(patient.readUntil("}")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    /** Whoever sends the body all the same may find the connection closed before the answer is read. */
    @ParameterizedTest
    @CsvSource({"/api/v1/chat/save-message, " + LIMIT, "/api/v1/chat/save-messages, " + BATCH_LIMIT})
    void aBodyThatSaysThatItIsTooLargeIsRefusedUnread(String path, int limit) throws Exception {
        try (Connection greedy = new Connection()) {
            greedy.send(head(path, "Content-Length: " + (limit + 1)));

            assertThat(greedy.answer())
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":\"body_too_large\"");
        }
    }

    @Test
    void aBodyWithoutAnEndIsRefusedAtTheLimit() throws Exception {
        try (Connection greedy = new Connection()) {
            greedy.send(head("Transfer-Encoding: chunked"));
            String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";

            assertThat(greedy.sendUntilAnswered(chunk)).startsWith("HTTP/1.1 413 ");
        }
        await().atMost(PATIENCE).until(() -> heldBytes() == 0);
    }

    @Test
    void theBodiesOfOneParticipantAreBoundedAndOthersAreServedMeanwhile() throws Exception {
        String most = head("Content-Length: 200000") + " ".repeat(190_000);
        try (Connection greedy = new Connection();
                Connection greedier = new Connection()) {
            greedy.send(most);
            await().atMost(PATIENCE).until(() -> heldBytes() >= 190_000);
            greedier.send(most);
            assertThat(greedier.readUntil("}")).startsWith("HTTP/1.1 503 ");
            assertThat(client.save(modestToken, Message.of("RID007", "beside-greed", 1, "x"))
                            .status())
                    .isIn(200, 202);
            assertThat(greedy.answer()).startsWith("HTTP/1.1 408 ");
        }
        await().atMost(PATIENCE).until(() -> heldBytes() == 0);
        assertThat(client.save(token, Message.of("RID006", "after-greed", 1, "x"))
                        .status())
                .isIn(200, 202);
    }

    @Test
    void aClientThatLeavesInTheMiddleIsNoFaultOfOurs() throws Exception {
        double before = internalErrors();
        try (Connection leaving = new Connection()) {
            leaving.send(head("Content-Length: 100000") + "{\"research_id\": \"RID006\"");
            await().atMost(PATIENCE).until(() -> heldBytes() > 0);
        }

        await().atMost(PATIENCE).until(() -> heldBytes() == 0);
        assertThat(internalErrors()).isEqualTo(before);
    }

    private String head(String framing) {
        return head("/api/v1/chat/save-message", framing);
    }

    private String head(String path, String framing) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
    }

    private double heldBytes() {
        return gateway.getBean(MeterRegistry.class)
                .get("paco.gateway.connection.bodies")
                .gauge()
                .value();
    }

    private double internalErrors() {
        return gateway.getBean(MeterRegistry.class)
                .get("paco.gateway.refused")
                .tag("code", "internal_error")
                .counter()
                .count();
    }

    private int port(String property) {
        return Integer.parseInt(gateway.getEnvironment().getRequiredProperty(property));
    }

    /** A connection without a client's good manners. */
    private final class Connection implements AutoCloseable {

        private static final int TRICKLE_MILLIS = 100;
        private final Socket socket;

        Connection() throws IOException {
            this(port("local.server.port"));
        }

        Connection(int port) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        /** All that comes until the server closes. */
        String answer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }

        String readUntil(String end) throws IOException {
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith(end)) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return answer.toString();
        }

        void waitAWhile(Duration duration) {
            await().pollDelay(duration).atMost(PATIENCE).until(() -> true);
        }

        /** Sends {@code text} over and over, slowly, until the server has closed; what it said. */
        String trickle(String text) throws IOException {
            StringBuilder answer = new StringBuilder();
            socket.setSoTimeout(TRICKLE_MILLIS);
            for (int i = 0; i < PATIENCE.toMillis() / TRICKLE_MILLIS; i++) {
                try {
                    send(text.substring(i % text.length(), i % text.length() + 1));
                    int next = socket.getInputStream().read();
                    while (next >= 0) {
                        answer.append((char) next);
                        next = socket.getInputStream().read();
                    }
                    return answer.toString();
                } catch (java.net.SocketTimeoutException stillOpen) {
                    // On.
                } catch (SocketException closed) {
                    return answer.toString();
                }
            }
            throw new IllegalStateException("The connection was never closed");
        }

        String sendUntilAnswered(String text) throws IOException {
            while (socket.getInputStream().available() == 0) {
                send(text);
            }
            return readUntil("}");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
