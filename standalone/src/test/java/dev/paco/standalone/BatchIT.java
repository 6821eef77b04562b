package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many messages with one request. */
@PipelineTest
class BatchIT {

    private final Client client;
    private final String token;
    private final String conversation = "batch_" + UUID.randomUUID();

    BatchIT(Client client) {
        this.client = client;
        this.token = client.logIn("RID001");
    }

    @Test
    void eachIsJudgedOnItsOwnAndTheOrderIsKept() {
        Answer answer = batch(
                "wait=20",
                message(0, "first"),
                "7",
                message(1, ""),
                message(2, "third"),
                message(3, "x").replace("RID001", "RID002"));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        assertThat(results).hasSize(5);
        assertThat(results.path(0).propertyNames())
                .containsExactlyInAnyOrder("index", "success", "message_id", "timestamp");
        assertThat(results.path(1).propertyNames())
                .containsExactlyInAnyOrder("index", "success", "status", "code", "detail");
        assertThat(results.path(0).path("success").asBoolean()).isTrue();
        assertThat(results.path(0).path("message_id").asInt()).isPositive();
        assertThat(results.path(0).path("timestamp").asString()).isEqualTo("2025-01-08T16:00:00+00:00");
        assertThat(results.path(1).path("status").asInt()).isEqualTo(422);
        assertThat(results.path(1).path("detail").asString()).isEqualTo("messages[1] must be a JSON object");
        assertThat(results.path(2).path("success").asBoolean()).isFalse();
        assertThat(results.path(2).path("detail").asString())
                .isEqualTo("content must have 1 to 10000 characters, has 0");
        assertThat(results.path(3).path("index").asInt()).isEqualTo(3);
        assertThat(results.path(4).path("status").asInt()).isEqualTo(403);
        assertThat(contents()).containsExactly("first", "third");
        assertThat(client.query("SELECT DISTINCT source FROM paco_conversations WHERE conversation_id = '"
                        + conversation + "'"))
                .containsExactly("batch");
    }

    @Test
    void fiveHundredKeepTheirOrderAndSentAgainAreTheSameRows() {
        String[] messages =
                IntStream.range(0, 500).mapToObj(i -> message(i, "turn " + i)).toArray(String[]::new);

        Answer first = batch("wait=20", messages);
        Answer again = batch("wait=20", messages);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(contents())
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "turn " + i).toList());
    }

    @Test
    void linesAreMessagesAndABrokenOneIsItsOwnFault() {
        String lines = message(0, "first") + "\n\n{\"research_id\":\n" + message(1, "second") + "\r\n";

        Answer answer = client.post(
                "/api/v1/chat/save-messages",
                lines,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-ndjson",
                "Prefer",
                "wait=20");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("results")).hasSize(3);
        assertThat(answer.json().path("results").path(1).path("status").asInt()).isEqualTo(400);
        assertThat(contents()).containsExactly("first", "second");
    }

    @Test
    void withoutWaitingItIs202AndEachTellsWhereToAsk() {
        Answer answer = batch("respond-async", message(0, "later"), "{}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("preference-applied")).isEqualTo("respond-async");
        JsonNode taken = answer.json().path("results").path(0);
        assertThat(taken.path("message_id").isNull()).isTrue();
        assertThat(taken.path("location").asString()).startsWith("/api/v1/chat/messages/");
        assertThat(answer.json().path("results").path(1).path("status").asInt()).isEqualTo(422);
    }

    @Test
    void aHeaderIsAKeyForEachByItsPlace() {
        String nameless = Message.with("\"conversation_id\": \"" + conversation + "\"");
        String body = "{\"messages\":[" + nameless + "," + nameless + "]}";

        for (int i = 0; i < 2; i++) {
            assertThat(client.post(
                                    "/api/v1/chat/save-messages",
                                    body,
                                    "Authorization",
                                    "Bearer " + token,
                                    "Idempotency-Key",
                                    conversation,
                                    "Prefer",
                                    "wait=20")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(contents()).containsExactly("Hello", "Hello");
    }

    @Test
    void tooManyOrNoneOrSomethingElseIsRefusedAsAWhole() {
        String[] tooMany =
                IntStream.range(0, 501).mapToObj(i -> message(i, "x")).toArray(String[]::new);

        assertThat(batch("wait=0", tooMany).json().path("detail").asString())
                .isEqualTo("messages must have 1 to 500 elements, has 501");
        assertThat(batch("wait=0").status()).isEqualTo(422);
        assertThat(post("{}").json().path("detail").asString()).isEqualTo("messages is missing");
        assertThat(post("{\"messages\":{}}").json().path("detail").asString()).isEqualTo("messages must be an array");
        assertThat(post("{\"messages\":[").status()).isEqualTo(400);
        assertThat(post("{\"messages\":[],\"messages\":[]}").status()).isEqualTo(400);
        assertThat(client.post("/api/v1/chat/save-messages", "{\"messages\":[]}")
                        .status())
                .isEqualTo(401);
        assertThat(contents()).isEmpty();
    }

    private Answer batch(String prefer, String... messages) {
        return client.post(
                "/api/v1/chat/save-messages",
                List.of(messages).stream().collect(Collectors.joining(",", "{\"messages\":[", "]}")),
                "Authorization",
                "Bearer " + token,
                "Prefer",
                prefer);
    }

    private Answer post(String body) {
        return client.post("/api/v1/chat/save-messages", body, "Authorization", "Bearer " + token);
    }

    private String message(int id, String content) {
        return Message.of("RID001", conversation, id, content).replace("\n", "");
    }

    private List<String> contents() {
        return client.query(
                "SELECT content FROM paco_conversations WHERE conversation_id = '" + conversation + "' ORDER BY id");
    }
}
