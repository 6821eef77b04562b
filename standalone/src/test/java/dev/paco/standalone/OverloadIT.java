package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Client.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that always finds that it has too much to do, since every round of its event loops is too long for it. */
@PipelineTest
class OverloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stack stack;
    private final Client pipeline;

    OverloadIT(Stack stack, Client pipeline) {
        this.stack = stack;
        this.pipeline = pipeline;
    }

    @Test
    void savesAreAnswered503AndTheRestIsServed() {
        try (ConfigurableApplicationContext gateway = gateway()) {
            Client client = new Client(
                    "http://localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port"),
                    stack.databaseUrl());
            String token = pipeline.logIn("RID004");

            Answer refused = await().atMost(PATIENCE)
                    .until(
                            () -> client.save(token, Message.of("RID004", "overload", 0, "x")),
                            answer -> answer.status() == 503);

            assertThat(refused.code()).isEqualTo("gateway_full");
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(client.get("/livez").status()).isEqualTo(200);
            assertThat(client.logIn("RID004")).isNotEmpty();
        }
    }

    private ConfigurableApplicationContext gateway() {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return application.run(
                "--DATABASE_URL=" + stack.databaseUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--paco.gateway.overload.max-round=0ms",
                "--server.port=0",
                "--management.server.port=0");
    }
}
