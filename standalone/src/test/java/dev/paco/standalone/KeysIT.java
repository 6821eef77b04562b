package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another key, while participants go on. */
@PipelineTest
class KeysIT {

    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final String NEXT = "the next key of this gateway, of more than thirty-two bytes";

    private final GuardedGateway gateway;
    private final Client pipeline;

    KeysIT(GuardedGateway gateway, Client pipeline) {
        this.gateway = gateway;
        this.pipeline = pipeline;
    }

    @Test
    void aRotationLogsNobodyOutAndAWithdrawnKeyIsRefusedWithoutARestart() throws IOException {
        String before = pipeline.logIn("RID008");
        assertThat(me(before)).isEqualTo(200);

        gateway.putKey("former", PipelineExtension.SECRET);
        gateway.putKey("signing", NEXT);
        await().atMost(PROMISED).until(() -> !logIn().split("\\.", 2)[0].equals(before.split("\\.", 2)[0]));
        String after = logIn();
        assertThat(me(before)).isEqualTo(200);
        assertThat(me(after)).isEqualTo(200);

        gateway.removeKey("former");
        await().atMost(PROMISED).until(() -> me(before) == 401);
        assertThat(me(after)).isEqualTo(200);

        gateway.putKey("signing", PipelineExtension.SECRET);
        await().atMost(PROMISED).until(() -> me(before) == 200 && me(after) == 401);
    }

    private int me(String token) {
        return gateway.client()
                .get("/api/v1/auth/me", "Authorization", "Bearer " + token)
                .status();
    }

    private String logIn() throws IOException {
        String answer = gateway.postThroughProxy("203.0.113.5", "/api/v1/auth/login", "{\"research_id\": \"RID008\"}");
        return answer.replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    }
}
