package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.stack.LoopbackProxy;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker that keeps its connections and does not answer any more. */
@PipelineTest
class SlowBrokerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_IN_FLIGHT = 20;

    private final Stack stack;
    private final Client pipeline;

    SlowBrokerIT(Stack stack, Client pipeline) {
        this.stack = stack;
        this.pipeline = pipeline;
    }

    @Test
    void savesAreAnswered503InTimeAndAllIsWellAgainByItself(@TempDir Path folder) {
        int brokerPort = LoopbackPort.anyFree();
        try (LoopbackProxy network = LoopbackProxy.start(brokerPort);
                EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(
                        folder,
                        brokerPort,
                        false,
                        Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + network.port())));
                ConfigurableApplicationContext gateway = gateway(network.port())) {
            assertThat(kafka.port()).isEqualTo(brokerPort);
            Client client = new Client(
                    "http://localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port"),
                    stack.databaseUrl());
            String token = pipeline.logIn("RID004");
            await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
            assertThat(client.save(token, Message.of("RID004", "slow-broker", 0, "x"), "Prefer", "respond-async")
                            .status())
                    .isEqualTo(202);

            network.goSilent();
            long start = System.nanoTime();
            List<Answer> answers = IntStream.range(1, 2 * MAX_IN_FLIGHT)
                    .mapToObj(number -> client.saveAsync(
                            token, BodyPublishers.ofString(Message.of("RID004", "slow-broker", number, "x"))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isEqualTo("1");
                assertThat(answer.code()).isIn("log_unreachable", "gateway_full");
            });
            assertThat(answers).anyMatch(answer -> answer.code().equals("gateway_full"));
            assertThat(inFlight(gateway)).isLessThanOrEqualTo(MAX_IN_FLIGHT);
            assertThat(client.get("/livez").status()).isEqualTo(200);
            assertThat(client.logIn("RID004")).isNotEmpty();
            await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 503);

            network.speakAgain();
            await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
            await().atMost(PATIENCE).until(() -> inFlight(gateway) == 0);
            assertThat(client.save(token, Message.of("RID004", "slow-broker", 99, "x"), "Prefer", "respond-async")
                            .status())
                    .isEqualTo(202);
        }
    }

    private static double inFlight(ConfigurableApplicationContext gateway) {
        return gateway.getBean(MeterRegistry.class)
                .get("paco.gateway.publish.in.flight")
                .gauge()
                .value();
    }

    private ConfigurableApplicationContext gateway(int kafkaPort) {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return application.run(
                "--DATABASE_URL=" + stack.databaseUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + kafkaPort,
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--paco.gateway.publish.max-in-flight=" + MAX_IN_FLIGHT,
                "--server.port=0",
                "--management.server.port=0");
    }
}
