package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.Client.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What must not be seen outside: in logs, in the actuator. */
@PipelineTest
class NothingLeaksIT {

    private static final String CONTENT = "canary-that-sings-only-for-its-owner";
    private static final List<String> POISON = List.of(
            "RID001\\r\\n2026-01-01 INFO forged", "\\u001b[2J\\u001b[31mred", "\\u0085\\u2028next", "${jndi:ldap://x}");

    private final Client client;
    private final GuardedGateway gateway;
    private final String password;

    NothingLeaksIT(Client client, GuardedGateway gateway, Stack stack) {
        this.client = client;
        this.gateway = gateway;
        this.password =
                Objects.requireNonNull(DatabaseUrl.parse(stack.databaseUrl()).password());
    }

    @Test
    void logsHaveNoTokenNoContentNoSecretAndNothingOfAClient() throws IOException {
        // Each application that was started meanwhile has set logging up anew.
        LogLines.watch();
        LoggerFactory.getLogger(NothingLeaksIT.class).info("a planted line");
        String token = client.logIn("RID001");
        client.save(token, Message.of("RID001", "leak", 1, CONTENT));
        client.save(token, Message.of("RID001", "leak", 2, CONTENT).replace("2025-01-08", CONTENT));
        client.save(token, "{\"content\": \"" + CONTENT);
        client.save(token + "x", Message.of("RID001", "leak", 3, CONTENT));
        client.get("/api/v1/auth/me", "Authorization", token);
        for (String poison : POISON) {
            client.post("/api/v1/auth/login", "{\"research_id\": \"" + poison + "\"}");
            client.save(token, Message.of("RID001", "leak", 4, CONTENT).replace("RID001", poison));
            client.save(token, Message.of("RID001", poison, 5, CONTENT));
        }
        gateway.raw(1, "GET /" + CONTENT + "\u001b[31m HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        gateway.raw(1, CONTENT + " / HTTP/1.1\r\nHost: x\r\nX-" + CONTENT + ": \u0007\r\nConnection: close\r\n\r\n");
        gateway.raw(1, "GET / HTTP/1.1\r\nHost: " + CONTENT + "\r\nAuthorization: Bearer\u0000" + token + "\r\n\r\n");
        gateway.raw(
                1,
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz" + CONTENT + "\r\n");

        assertThat(LogLines.seen())
                .contains("a planted line")
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("eyJ[A-Za-z0-9_-]{8,}")
                        .doesNotContain(
                                CONTENT,
                                "forged",
                                "[31m",
                                "jndi",
                                "500 Server Error",
                                ":" + password + "@",
                                PipelineExtension.SECRET)
                        .doesNotContainPattern("\\A[^\\n]*[\\x00-\\x08\\x0b-\\x1f\\x7f]"));
    }

    @Test
    void theActuatorShowsHealthInfoAndMetersAloneAndNoSecretInThem() {
        Client actuator = gateway.management();
        Answer index = actuator.get("/actuator");

        assertThat(index.json().path("_links").propertyNames())
                .containsExactlyInAnyOrder("self", "health", "health-path", "info", "prometheus");
        for (String path : List.of("", "/health", "/health/readiness", "/health/liveness", "/info", "/prometheus")) {
            Answer answer = actuator.get("/actuator" + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .doesNotContain(PipelineExtension.SECRET, ":" + password + "@", "eyJ")
                    .doesNotContainIgnoringCase("secret=")
                    .doesNotContainIgnoringCase("password");
        }
        for (String path :
                List.of("env", "configprops", "heapdump", "threaddump", "beans", "loggers", "mappings", "shutdown")) {
            assertThat(actuator.get("/actuator/" + path).status()).as(path).isEqualTo(404);
        }
    }
}
