package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import org.junit.jupiter.api.Test;

@PipelineTest
class BrowserIT {

    private static final String SAVE = "/api/v1/chat/save-message";

    private final Client client;

    BrowserIT(Client client) {
        this.client = client;
    }

    @Test
    void aConfiguredPageMayCallWithCredentials() {
        Answer preflight = client.request(
                "OPTIONS",
                SAVE,
                "Origin",
                "http://localhost:5173",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,prefer,idempotency-key,traceparent");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo("http://localhost:5173");
        assertThat(preflight.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(preflight.header("access-control-max-age")).isEqualTo("3600");
        assertThat(preflight.header("access-control-expose-headers"))
                .isEqualTo("Location, Preference-Applied, Retry-After");
    }

    @Test
    void anErrorCanBeReadByTheConfiguredPage() {
        Answer refused = client.post(SAVE, "{}", "Origin", "http://localhost:3000");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("access-control-allow-origin")).isEqualTo("http://localhost:3000");
    }

    @Test
    void anyOtherPageIsRefused() {
        for (String origin : new String[] {"http://localhost:3001", "https://localhost:3000", "null"}) {
            Answer answer = client.post(SAVE, "{}", "Origin", origin);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("origin_not_allowed");
            assertThat(answer.header("access-control-allow-origin")).isEmpty();
        }
    }

    @Test
    void healthIsToldWithoutAToken() {
        assertThat(client.get("/livez").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(client.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theDocumentationKnowsEveryPathAndItsAnswers() {
        Answer document = client.get("/v3/api-docs");

        assertThat(document.json().path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/v1/auth/login",
                        "/api/v1/auth/validate-research-id",
                        "/api/v1/auth/acknowledge-disclaimer",
                        "/api/v1/auth/me",
                        "/api/v1/chat/save-message",
                        "/api/v1/chat/save-messages",
                        "/api/v1/chat/messages/{key}",
                        "/api/v1/chat/history",
                        "/api/v1/chat/conversations",
                        "/api/v1/chat/conversations/elevenlabs",
                        "/api/v1/chat/sync-elevenlabs-conversation",
                        "/api/v1/webhooks/elevenlabs");
        assertThat(document.json()
                        .at("/components/schemas/SaveMessage/properties")
                        .propertyNames())
                .contains("research_id", "elevenlabs_message_id");
        assertThat(client.get("/docs").status()).isEqualTo(302);
        assertThat(client.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
