package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PipelineTest
class LoginIT {

    private static final String LOGIN = "/api/v1/auth/login";
    private static final String VALIDATE = "/api/v1/auth/validate-research-id";
    private static final String ACKNOWLEDGE = "/api/v1/auth/acknowledge-disclaimer";

    private final Client client;

    LoginIT(Client client) {
        this.client = client;
    }

    @Test
    void aParticipantGetsATokenForADay() {
        Answer answer = client.post(LOGIN, "{\"research_id\": \"RID003\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly("access_token", "token_type", "research_id", "expires_at");
        assertThat(answer.json().path("token_type").asString()).isEqualTo("bearer");
        assertThat(answer.json().path("expires_at").asString()).endsWith("+00:00");
        String[] token = answer.json().path("access_token").asString().split("\\.", -1);
        assertThat(part(token[0]).propertyNames()).containsExactlyInAnyOrder("typ", "alg", "kid");
        assertThat(part(token[1]).propertyNames())
                .containsExactlyInAnyOrder("sub", "research_id", "iss", "aud", "iat", "exp", "jti");
        assertThat(part(token[1]).path("exp").asLong()
                        - part(token[1]).path("iat").asLong())
                .isEqualTo(86_400);
    }

    @Test
    void whoIsUnknownOrInactiveIsNotFound() {
        client.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID900', false)"
                + " ON CONFLICT DO NOTHING");

        for (String researchId : List.of("RID900", "RID999", "rid001", "' OR 1=1 --")) {
            Answer answer = client.post(LOGIN, "{\"research_id\": \"" + researchId + "\"}");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("detail").asString()).isEqualTo("Research ID not found or inactive");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"research_id\": null}",
                "{\"research_id\": 1}",
                "{\"research_id\": \"\"}",
                "{\"research_id\": \"a\\u0000b\"}",
                "{\"research_id\": \"\\udc00\"}",
                "[]"
            })
    void aLoginWithoutAResearchIdIsInvalid(String body) {
        assertThat(client.post(LOGIN, body).status()).isEqualTo(422);
    }

    @Test
    void validatingAnswersInTheWordsThatTheOldClientsShow() {
        assertThat(client.post(VALIDATE, "{\"research_id\": \"RID001\"}").body())
                .isEqualTo("{\"valid\":true,\"research_id\":\"RID001\",\"message\":\"Research ID is valid\"}");
        assertThat(client.post(VALIDATE, "{\"research_id\": \"RID999\"}").body())
                .isEqualTo("{\"valid\":false,\"research_id\":\"RID999\","
                        + "\"message\":\"Research ID not found or inactive\"}");
        assertThat(client.post(VALIDATE, "{\"research_id\": \"" + "R".repeat(51) + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAcknowledgmentIsNoted() {
        Answer answer = client.post(ACKNOWLEDGE, "{\"research_id\": \"RID004\", \"acknowledged\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("success", "acknowledged_at", "message");
        assertThat(client.query("SELECT p.research_id, a.disclaimer_version FROM paco_disclaimer_acknowledgments a"
                        + " JOIN paco_research_ids p ON p.id = a.research_id_fk WHERE p.research_id = 'RID004'"))
                .containsExactly("RID004", "1.0");
        assertThat(client.post(ACKNOWLEDGE, "{\"research_id\": \"RID004\", \"acknowledged\": false}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post(ACKNOWLEDGE, "{\"research_id\": \"RID999\", \"acknowledged\": true}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theTokenTellsWhoOneIs() {
        Answer answer = client.get("/api/v1/auth/me", "Authorization", "bearer " + client.logIn("RID005"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("research_id", "is_active", "created_at");
        assertThat(answer.json().path("research_id").asString()).isEqualTo("RID005");
        assertThat(answer.json().path("is_active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x.y.z", "Basic UklEMDAxOg==", "Token x", "Bearer  "})
    void withoutAValidTokenNothingIsSaved(String authorization) {
        Answer answer = client.post("/api/v1/chat/save-message", Message.with(""), "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(answer.json().path("detail").asString()).isEqualTo("Could not validate credentials");
    }

    @Test
    void aTokenIsAskedForBeforeTheBodyIsLookedAt() {
        assertThat(client.post("/api/v1/chat/save-message", "{").status()).isEqualTo(401);
    }

    @Test
    void whoIsDeactivatedIsRefusedWithinHalfAMinuteAndTheirMessagesStay() {
        client.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID901', true)");
        String token = client.logIn("RID901");
        assertThat(client.save(token, Message.of("RID901", "deactivated", 1, "before"))
                        .status())
                .isEqualTo(200);

        client.execute("UPDATE paco_research_ids SET is_active = false WHERE research_id = 'RID901'");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.save(token, Message.of("RID901", "deactivated", 1, "before"))
                                .code())
                        .isEqualTo("participant_deactivated"));
        assertThat(client.query("SELECT content FROM paco_conversations WHERE conversation_id = 'deactivated'"))
                .containsExactly("before");
    }

    private static JsonNode part(String encoded) {
        return JsonMapper.builder()
                .build()
                .readTree(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
