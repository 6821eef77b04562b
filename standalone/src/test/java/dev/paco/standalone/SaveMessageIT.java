package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PipelineTest
class SaveMessageIT {

    private final Client client;
    private final String token;

    SaveMessageIT(Client client) {
        this.client = client;
        this.token = client.logIn("RID001");
    }

    @Test
    void aMessageIsARowWithEverythingThatWasSent() {
        Answer answer = client.save(token, """
                {"research_id": "RID001", "role": "agent", "content": "Grüße 👋\\n", "provider": "elevenlabs",
                 "timestamp": "2025-01-08T17:00:00.1234567+01:00", "elevenlabs_conversation_id": "whole",
                 "elevenlabs_message_id": 17, "conversation_id": "other", "later": {"field": [1, null]}}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().propertyNames()).containsExactly("success", "message_id", "timestamp");
        assertThat(answer.json().path("timestamp").asString()).isEqualTo("2025-01-08T16:00:00.123456+00:00");
        assertThat(client.query("""
                SELECT conversation_id, role, content, provider, elevenlabs_conversation_id, elevenlabs_message_id,
                       source, "timestamp" = '2025-01-08T16:00:00.123456Z', received_at > now() - interval '1 minute',
                       model_used, audio_url
                  FROM paco_conversations WHERE id = %s""".formatted(answer.json().path("message_id"))))
                .containsExactly(
                        "whole",
                        "assistant",
                        "Grüße 👋\n",
                        "elevenlabs",
                        "whole",
                        "17",
                        "frontend",
                        "t",
                        "t",
                        null,
                        null);
    }

    @Test
    void hundredsOfConcurrentRetriesAreOneRowAndAllLearnItsId() {
        List<CompletableFuture<Answer>> retries = IntStream.range(0, 300)
                .mapToObj(i ->
                        client.saveAsync(token, BodyPublishers.ofString(Message.of("RID001", "retried", 1, "again"))))
                .toList();

        List<String> answers = retries.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.status() + answer.body())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1).first().asString().startsWith("200{\"success\":true,\"message_id\":");
        assertThat(count("conversation_id = 'retried'")).isEqualTo(1);
    }

    @Test
    void theSameMessageIdOfAnotherConversationRoleOrParticipantIsAnotherMessage() {
        client.save(token, Message.of("RID001", "distinct-1", 1, "one"));
        client.save(token, Message.of("RID001", "distinct-2", 1, "one"));
        client.save(token, Message.of("RID001", "distinct-1", 1, "one").replace("\"user\"", "\"assistant\""));
        client.save(client.logIn("RID002"), Message.of("RID002", "distinct-1", 1, "one"));

        assertThat(count("conversation_id LIKE 'distinct-%'")).isEqualTo(4);
    }

    @Test
    void aCorrectedTextLeavesTheRowAndBecomesARevisionOnce() {
        Answer first = client.save(token, Message.of("RID001", "corrected", 1, "I was say"));
        Answer second = client.save(token, Message.of("RID001", "corrected", 1, "I was saying"));
        client.save(token, Message.of("RID001", "corrected", 1, "I was saying"));

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(client.query("""
                SELECT c.content, r.content FROM paco_conversations c JOIN paco_message_revisions r ON r.message_id = c.id
                 WHERE c.conversation_id = 'corrected'""")).containsExactly("I was say", "I was saying");
    }

    @Test
    void anIdempotencyKeyMakesRetriesOneMessageInTheHeaderAndInTheBody() {
        String first = Message.with("\"conversation_id\": \"keyed\"");
        String later = first.replace("16:00", "17:00");

        Answer saved = client.save(token, first, "Idempotency-Key", "retry-1");
        Answer inHeader = client.save(token, later, "Idempotency-Key", "retry-1");
        Answer inBody = client.save(token, later.replace("}", ", \"idempotency_key\": \"retry-1\"}"));

        assertThat(inHeader.json()).isEqualTo(saved.json());
        assertThat(inBody.json()).isEqualTo(saved.json());
        assertThat(count("conversation_id = 'keyed'")).isEqualTo(1);
    }

    @Test
    void aMessageOfAnyYearIsARow() {
        for (String year : List.of("0001", "9999")) {
            String body = Message.with("\"conversation_id\": \"years\"").replace("2025-01-08", year + "-01-08");

            assertThat(client.save(token, body).status()).isEqualTo(200);
        }
        assertThat(count("conversation_id = 'years'")).isEqualTo(2);
    }

    @Test
    void respondAsyncIsAnsweredFromTheLogAndTheLocationTellsWhenItIsARow() {
        Answer accepted = client.save(token, Message.of("RID001", "async", 1, "later"), "Prefer", "respond-async");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("preference-applied")).isEqualTo("respond-async");
        assertThat(accepted.body())
                .isEqualTo("{\"success\":true,\"message_id\":null,\"timestamp\":\"2025-01-08T16:00:00+00:00\"}");
        String location = accepted.header("location");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.get(location, "Authorization", "Bearer " + token)
                                .status())
                        .isEqualTo(200));
        assertThat(client.get(location, "Authorization", "Bearer " + token)
                        .json()
                        .path("message_id")
                        .asString())
                .isEqualTo(client.query("SELECT id FROM paco_conversations WHERE conversation_id = 'async'")
                        .get(0));
    }

    @Test
    void nobodyCanAskForAnothersMessageOrForOneThatIsNotThere() {
        String location = client.save(token, Message.of("RID001", "mine", 1, "x"), "Prefer", "respond-async")
                .header("location");
        await().atMost(Duration.ofSeconds(20)).until(() -> count("conversation_id = 'mine'") == 1);

        for (String path : List.of(location, "/api/v1/chat/messages/not-a-key")) {
            Answer answer = client.get(path, "Authorization", "Bearer " + client.logIn("RID002"));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("message_not_found");
        }
    }

    @Test
    void waitingIsToldToBeApplied() {
        Answer answer = client.save(token, Message.of("RID001", "waited", 1, "x"), "Prefer", "wait=99");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("preference-applied")).isEqualTo("wait=30");
    }

    @Test
    void tenThousandEmojiAreFineEscapedOrNot() {
        String escaped = "\\ud83d\\udc4b".repeat(10_000);

        assertThat(client.save(token, Message.of("RID001", "emoji", 1, "👋".repeat(10_000)))
                        .status())
                .isEqualTo(200);
        assertThat(client.save(token, Message.of("RID001", "emoji", 2, escaped)).status())
                .isEqualTo(200);
        assertThat(client.save(token, Message.of("RID001", "emoji", 3, "👋".repeat(10_001)))
                        .status())
                .isEqualTo(422);
        assertThat(client.query("SELECT DISTINCT content = repeat('👋', 10000) FROM paco_conversations"
                        + " WHERE conversation_id = 'emoji'"))
                .containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"elevenlabs_message_id\": null, \"conversation_id\": \"\", \"provider\": null | 200",
                "\"elevenlabs_message_id\": 12345678901234567890 | 200",
                "\"elevenlabs_message_id\": 1.5 | 422",
                "\"elevenlabs_message_id\": true | 422",
                "\"elevenlabs_message_id\": \"a\\u0000b\" | 422",
                "\"elevenlabs_conversation_id\": \"a\\nb\" | 422",
                "\"conversation_id\": 17 | 422",
                "\"provider\": \"anthropic\" | 422",
                "\"provider\": \"ELEVENLABS\" | 422",
            })
    void optionalFieldsAreCheckedToo(String fields, int status) {
        assertThat(client.save(token, Message.with(fields)).status()).isEqualTo(status);
    }

    @Test
    void whiteSpaceAloneIsContent() {
        assertThat(client.save(token, Message.with("").replace("Hello", " \\t\\n "))
                        .status())
                .isEqualTo(200);
    }

    private int count(String condition) {
        return Integer.parseInt(client.query("SELECT count(*) FROM paco_conversations WHERE " + condition)
                .get(0));
    }
}
