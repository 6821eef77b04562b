package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.gateway.confirm.ConfirmationPartition;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that is told to stop with requests under way, before a log that no writer reads. */
@PipelineTest
class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANSWERED = 50;
    private static final int REFUSED = -1;

    private final Stack stack;
    private final String token;
    private final EmbeddedKafka kafka;
    private final ConfigurableApplicationContext gateway;
    private final Client client;

    DrainIT(Stack stack, Client pipeline, @TempDir Path folder) {
        this.stack = stack;
        this.token = pipeline.logIn("RID010");
        this.kafka = EmbeddedKafka.start(new KafkaSettings(folder, 0));
        this.gateway = gateway();
        this.client = new Client(
                "http://localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port"),
                stack.databaseUrl());
    }

    @BeforeEach
    void waitForTheLog() {
        await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
        await().atMost(PATIENCE).until(gateway.getBean(ConfirmationPartition.class)::isRead);
    }

    @AfterEach
    void stop() {
        gateway.close();
        kafka.close();
    }

    @Test
    void whatWasTakenIsPublishedAndAnswered() throws Exception {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 400)
                .mapToObj(number -> save(number, "respond-async"))
                .toList();
        await().atMost(PATIENCE)
                .until(() -> answers.stream().filter(CompletableFuture::isDone).count() > ANSWERED);

        gateway.close();

        for (CompletableFuture<Answer> answer : answers) {
            assertThat(statusOrRefused(answer)).isIn(202, REFUSED);
        }
    }

    @Test
    void whoWaitsForARowIsToldThatTheMessageIsOnTheLog() throws Exception {
        CompletableFuture<Answer> waiting = save(1, "wait=30");
        await().atMost(PATIENCE).until(() -> isWaiting(gateway));

        gateway.close();

        assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(202);
    }

    private static int statusOrRefused(CompletableFuture<Answer> answer) throws Exception {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status();
        } catch (ExecutionException refused) {
            return REFUSED;
        }
    }

    private CompletableFuture<Answer> save(int number, String preference) {
        return client.saveAsync(
                token, BodyPublishers.ofString(Message.of("RID010", "drained", number, "x")), "Prefer", preference);
    }

    private static boolean isWaiting(ConfigurableApplicationContext gateway) {
        return gateway.getBean(io.micrometer.core.instrument.MeterRegistry.class)
                        .get("paco.gateway.confirmation.waiting")
                        .gauge()
                        .value()
                > 0;
    }

    private ConfigurableApplicationContext gateway() {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return application.run(
                "--DATABASE_URL=" + stack.databaseUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--server.port=0",
                "--management.server.port=0");
    }
}
