package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.gateway.confirm.ConfirmationPartition;
import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that has lost one of the two, or never had it. */
@PipelineTest
class OutageIT {

    private static final String NO_KAFKA = "127.0.0.1:1";
    private static final String NO_POSTGRES = "postgresql://nobody:nothing@127.0.0.1:1/nowhere?sslmode=disable";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stack stack;
    private final Client pipeline;

    OutageIT(Stack stack, Client pipeline) {
        this.stack = stack;
        this.pipeline = pipeline;
    }

    @Test
    void withoutKafkaASaveIsAnswered503WhileLoginAndHealthGoOn() {
        try (ConfigurableApplicationContext gateway = gateway(stack.databaseUrl(), NO_KAFKA)) {
            Client client = client(gateway);
            String token = client.logIn("RID007");

            Answer answer = client.save(token, Message.of("RID007", "unreachable", 1, "x"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("log_unreachable");
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(client.get("/livez").status()).isEqualTo(200);
            assertThat(client.get("/readyz").status()).isEqualTo(503);
            assertThat(client.get("/readyz").body()).doesNotContain(NO_KAFKA);
        }
    }

    @Test
    void withoutPostgresHoldersOfATokenKeepSaving() {
        String token = pipeline.logIn("RID008");
        try (ConfigurableApplicationContext gateway = gateway(NO_POSTGRES, stack.bootstrapServers())) {
            Client client = client(gateway);
            await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);

            Answer answer = client.save(token, Message.of("RID008", "without-postgres", 1, "x"));
            assertThat(answer.status()).isIn(200, 202);
            Answer login = client.post("/api/v1/auth/login", "{\"research_id\": \"RID008\"}");
            assertThat(login.status()).isEqualTo(503);
            assertThat(login.code()).isEqualTo("database_unreachable");
            assertThat(login.header("retry-after")).isEqualTo("1");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.query(
                                "SELECT content FROM paco_conversations WHERE conversation_id = 'without-postgres'"))
                        .containsExactly("x"));
    }

    @Test
    void kafkaMayComeAfterTheGateway(@TempDir Path folder) throws Exception {
        int port = LoopbackPort.anyFree();
        String token = pipeline.logIn("RID009");
        try (ConfigurableApplicationContext gateway = gateway(stack.databaseUrl(), "127.0.0.1:" + port)) {
            Client client = client(gateway);
            assertThat(client.get("/readyz").status()).isEqualTo(503);
            try (EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(folder, port))) {
                await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
                await().atMost(PATIENCE).until(gateway.getBean(ConfirmationPartition.class)::isRead);

                Answer answer = client.save(token, Message.of("RID009", "elsewhere", 1, "x"), "Prefer", "wait=1");

                assertThat(answer.status()).isEqualTo(202);
                assertThat(kafka.bootstrapServers()).endsWith(":" + port);
            }
        }
    }

    private static ConfigurableApplicationContext gateway(String databaseUrl, String bootstrapServers) {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return application.run(
                "--DATABASE_URL=" + databaseUrl,
                "--KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers,
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--paco.gateway.publish.delivery-timeout=6s",
                "--server.port=0",
                "--management.server.port=0");
    }

    /** Its database is of no use here. */
    private static Client client(ConfigurableApplicationContext gateway) {
        return new Client(
                "http://localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port"), NO_POSTGRES);
    }
}
