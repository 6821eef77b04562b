package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reading back. */
@PipelineTest
class HistoryIT {

    private static final String RESEARCH_ID = "RID007";

    private final Client client;
    private final String token;
    private final String conversation = "history_" + UUID.randomUUID();

    HistoryIT(Client client) {
        this.client = client;
        this.token = client.logIn(RESEARCH_ID);
    }

    @Test
    void aConversationReadsBackInTheOrderInWhichItWasSaid() {
        save(2, "second", "16:00:02");
        save(1, "first", "16:00:01");
        save(3, "third", "16:00:03");

        JsonNode history = history("\"conversation_id\": \"" + conversation + "\", \"limit\": 2, \"offset\": 1")
                .json();

        assertThat(history.path("total").asInt()).isEqualTo(3);
        assertThat(history.path("research_id").asString()).isEqualTo(RESEARCH_ID);
        assertThat(history.path("messages")).hasSize(2);
        JsonNode message = history.path("messages").path(0);
        assertThat(message.path("content").asString()).isEqualTo("second");
        assertThat(message.path("conversation_id").asString()).isEqualTo(conversation);
        assertThat(message.path("role").asString()).isEqualTo("user");
        assertThat(message.path("timestamp").asString()).isEqualTo("2025-01-08T16:00:02+00:00");
        assertThat(message.has("model_used") && message.path("model_used").isNull())
                .isTrue();
        assertThat(message.has("audio_url") && message.path("audio_url").isNull())
                .isTrue();
        assertThat(message.path("id").asInt()).isPositive();
    }

    @Test
    void theMostRecentConversationIsNamedFirstAndEachOnce() {
        save(1, "long ago", "10:00:00");
        String older = conversation;
        String newer = conversation + "-2";
        client.save(
                token,
                Message.of(RESEARCH_ID, newer, 1, "just now").replace("2025-01-08T16:00:00Z", "2026-06-01T00:00:00Z"),
                "Prefer",
                "wait=20");

        JsonNode all = get("/api/v1/chat/conversations?limit=500").json().path("conversations");
        assertThat(all.path(0).asString()).isEqualTo(newer);
        assertThat(all.values().stream().filter(name -> name.asString().equals(older)))
                .hasSize(1);
        assertThat(get("/api/v1/chat/conversations?limit=1").json().path("conversations"))
                .hasSize(1);
        assertThat(get("/api/v1/chat/conversations/elevenlabs")
                        .json()
                        .path("elevenlabs_conversation_ids")
                        .path(0)
                        .asString())
                .isEqualTo(newer);
    }

    @Test
    void nobodyReadsWhatIsAnothersOrWithoutAToken() {
        save(1, "mine", "16:00:01");
        String theirs = client.logIn("RID008");

        assertThat(client.post(
                                "/api/v1/chat/history",
                                "{\"research_id\":\"" + RESEARCH_ID + "\"}",
                                "Authorization",
                                "Bearer " + theirs)
                        .code())
                .isEqualTo("research_id_mismatch");
        assertThat(client.post(
                                "/api/v1/chat/history",
                                "{\"research_id\":\"RID008\",\"conversation_id\":\"" + conversation + "\"}",
                                "Authorization",
                                "Bearer " + theirs)
                        .json()
                        .path("messages"))
                .isEmpty();
        assertThat(client.get("/api/v1/chat/conversations", "Authorization", "Bearer " + theirs)
                        .body())
                .doesNotContain(conversation);
        assertThat(client.get("/api/v1/chat/conversations").status()).isEqualTo(401);
        assertThat(client.get("/api/v1/chat/conversations/elevenlabs").status()).isEqualTo(401);
        assertThat(client.post("/api/v1/chat/history", "{}").status()).isEqualTo(401);
    }

    @Test
    void whatIsAskedForMustHaveSense() {
        assertThat(history("\"limit\": 0").json().path("detail").asString())
                .isEqualTo("limit must be a whole number from 1 to 500");
        assertThat(history("\"limit\": \"5\"").status()).isEqualTo(422);
        assertThat(history("\"offset\": -1").status()).isEqualTo(422);
        assertThat(history("\"offset\": 1" + "0".repeat(300)).status()).isEqualTo(422);
        assertThat(get("/api/v1/chat/conversations?limit=all")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("limit must be a whole number from 1 to 500");
    }

    private void save(int id, String content, String time) {
        Answer answer = client.save(
                token,
                Message.of(RESEARCH_ID, conversation, id, content).replace("16:00:00", time),
                "Prefer",
                "wait=20");
        assertThat(answer.status()).isEqualTo(200);
    }

    private Answer history(String fields) {
        return client.post(
                "/api/v1/chat/history",
                "{\"research_id\": \"" + RESEARCH_ID + "\", " + fields + "}",
                "Authorization",
                "Bearer " + token);
    }

    private Answer get(String path) {
        return client.get(path, "Authorization", "Bearer " + token);
    }
}
