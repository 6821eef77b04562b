package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import dev.paco.standalone.ElevenLabsSimulator.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Webhooks and fetched conversations, from the gateway's door to the row. */
@PipelineTest
class ElevenLabsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Client client;
    private final ElevenLabsSimulator elevenLabs;
    private final String token;
    private final String id = "conv_" + UUID.randomUUID();

    ElevenLabsIT(Client client, ElevenLabsSimulator elevenLabs) {
        this.client = client;
        this.elevenLabs = elevenLabs;
        this.token = client.logIn("RID001");
    }

    @Test
    void aTranscriptIsRowsInItsOrderAndWhatIsSaidOfTheWholeStandsBesideThem() {
        String conversation = talk(id, "RID001").json();

        assertThat(elevenLabs.fire(conversation)).isEqualTo(200);
        assertThat(elevenLabs.fire(conversation)).as("once more").isEqualTo(200);

        awaitMetadata(id);
        assertThat(client.query("SELECT role, content, \"timestamp\" AT TIME ZONE 'UTC', elevenlabs_message_id, source"
                        + " FROM paco_conversations WHERE conversation_id = '" + id + "' ORDER BY id"))
                .containsExactly(
                        "assistant",
                        "Good morning, how did you sleep?",
                        "2026-01-01 12:00:00",
                        "1",
                        "webhook",
                        "user",
                        "yes",
                        "2026-01-01 12:00:03",
                        "1",
                        "webhook",
                        "assistant",
                        "And did the walks do you good?",
                        "2026-01-01 12:00:09",
                        "3",
                        "webhook",
                        "user",
                        "yes",
                        "2026-01-01 12:00:12",
                        "4",
                        "webhook");
        assertThat(client.query(
                        "SELECT agent_id, status, duration_seconds, turns, summary, evaluation ->> 'call_successful'"
                                + " FROM paco_conversation_metadata WHERE conversation_id = '" + id + "'"))
                .containsExactly("agent_1", "done", "42", "4", "They talked.", "success");
    }

    @Test
    void whatAPageSavedLiveIsNotSaidAgainByTheTranscript() {
        save("assistant", "Good morning, how did you sleep?", "null", "12:00:01");
        save("user", "yes", "null", "12:00:04");
        save("assistant", "And did the walks do you good?", "3", "12:00:10");
        save("user", "yes", "null", "12:00:13");

        assertThat(elevenLabs.fire(talk(id, "RID001").json())).isEqualTo(200);

        awaitMetadata(id);
        assertThat(client.query("SELECT content FROM paco_conversations WHERE conversation_id = '" + id
                        + "' AND reconciliation IS NULL ORDER BY id"))
                .containsExactly("Good morning, how did you sleep?", "yes", "And did the walks do you good?", "yes");
        assertThat(rows(id)).isEqualTo(4);
    }

    @Test
    void aSignatureThatDoesNotHoldIsRefusedAndNothingIsWritten() {
        byte[] body = ElevenLabsSimulator.webhook(
                        "post_call_transcription", talk(id, "RID001").json())
                .getBytes(UTF_8);
        Instant now = Instant.now();
        String good = ElevenLabsSimulator.signature(body, now, ElevenLabsSimulator.WEBHOOK_SECRET);
        List<String> bad = List.of(
                "",
                "t=" + now.getEpochSecond(),
                good.replace("v0=", "v1="),
                good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"),
                ElevenLabsSimulator.signature(body, now, "another secret"),
                ElevenLabsSimulator.signature(body, now.minusSeconds(1_801), ElevenLabsSimulator.WEBHOOK_SECRET),
                ElevenLabsSimulator.signature(body, now.plusSeconds(600), ElevenLabsSimulator.WEBHOOK_SECRET),
                "t=99999999999999," + good.substring(good.indexOf("v0=")));

        assertThat(bad)
                .allSatisfy(signature ->
                        assertThat(elevenLabs.post(body, signature)).isEqualTo(401));
        assertThat(elevenLabs.post(body, "v0=" + "0".repeat(64) + "," + good))
                .as("one of two holds")
                .isEqualTo(200);
        awaitMetadata(id);
    }

    @Test
    void otherTypesAreTakenAndDroppedHoweverLarge() {
        String sound = "{\"conversation_id\":\"" + id + "\",\"full_audio\":\"" + "A".repeat(20_000_000) + "\"}";

        assertThat(elevenLabs.fireRaw(
                        ElevenLabsSimulator.webhook("post_call_audio", sound).getBytes(UTF_8)))
                .isEqualTo(200);
        assertThat(elevenLabs.fireRaw(
                        ElevenLabsSimulator.webhook("something_new", "{}").getBytes(UTF_8)))
                .isEqualTo(200);
        assertThat(elevenLabs.fireRaw(ElevenLabsSimulator.webhook("post_call_transcription", sound)
                        .getBytes(UTF_8)))
                .as("a transcript of 20 MB")
                .isEqualTo(413);
    }

    @Test
    void whatElevenLabsCouldNotMendIsKeptAndAnswered200() {
        assertThat(elevenLabs.fire(talk(id, "RID404").json()))
                .as("unknown participant")
                .isEqualTo(200);
        assertThat(elevenLabs.fire(talk(id, "").json())).as("nobody").isEqualTo(200);
        assertThat(elevenLabs.fire("{\"transcript\":7}")).as("no transcript").isEqualTo(200);
        assertThat(elevenLabs.fireRaw("{\"type\":\"post_call_transcription\",".getBytes(UTF_8)))
                .as("broken off")
                .isEqualTo(200);
        assertThat(rows(id)).isZero();
    }

    @Test
    void aLongTranscriptWithTurnsOfEveryKindLosesNothing() {
        Conversation conversation = new Conversation(id, "RID001");
        IntStream.range(0, 1_500).forEach(i -> conversation.turn(i % 2 == 0 ? "agent" : "user", "turn " + i, ""));
        conversation
                .turn("user", null, ",\"tool_results\":[{\"x\":1}]")
                .turn("narrator", "not a role", "")
                .turn("user", "x".repeat(20_000), ",\"source_event_id\":5000")
                .turn("user", "the same event again", ",\"source_event_id\":5000");

        assertThat(elevenLabs.fire(conversation.json())).isEqualTo(200);

        awaitMetadata(id);
        assertThat(rows(id)).isEqualTo(1_502);
        assertThat(client.query("SELECT content FROM paco_conversations WHERE conversation_id = '" + id
                        + "' ORDER BY id LIMIT 1500"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_500).mapToObj(i -> "turn " + i).toList());
    }

    @Test
    void aConversationIsFetchedForWhomElevenLabsNames() {
        elevenLabs.has(id, talk(id, "RID001").json());

        Answer answer = sync("RID001", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("messages_synced").asInt()).isEqualTo(4);
        assertThat(answer.json().path("conversation_id").asString()).isEqualTo(id);
        awaitMetadata(id);
        assertThat(rows(id)).isEqualTo(4);
        assertThat(sync("RID002", client.logIn("RID002")).code()).isEqualTo("conversation_not_own");
        assertThat(sync("RID001", client.logIn("RID002")).code()).isEqualTo("research_id_mismatch");
    }

    @Test
    void aConversationOfNobodyIsTheirsWhoHaveRowsOfIt() {
        elevenLabs.has(id, talk(id, "").json());
        assertThat(sync("RID001", token).status()).isEqualTo(403);

        save("user", "yes", "4", "12:00:13");
        assertThat(sync("RID001", token).status()).isEqualTo(200);

        awaitMetadata(id);
        assertThat(rows(id)).isEqualTo(4);
        assertThat(sync("RID002", client.logIn("RID002")).status()).isEqualTo(403);
    }

    @Test
    void whatElevenLabsDoesNotGiveIsTold() {
        assertThat(sync("RID001", token).code()).isEqualTo("conversation_not_found");
        Answer broken = client.post(
                "/api/v1/chat/sync-elevenlabs-conversation",
                "{\"research_id\":\"RID001\",\"elevenlabs_conversation_id\":\"broken\"}",
                "Authorization",
                "Bearer " + token);
        assertThat(broken.code()).isEqualTo("elevenlabs_unreachable");
        assertThat(broken.header("retry-after")).isNotEmpty();
        assertThat(client.post(
                                "/api/v1/chat/sync-elevenlabs-conversation",
                                "{\"research_id\":\"RID001\",\"elevenlabs_conversation_id\":\"../../user\"}",
                                "Authorization",
                                "Bearer " + token)
                        .status())
                .isEqualTo(422);
    }

    private Answer sync(String researchId, String with) {
        return client.post(
                "/api/v1/chat/sync-elevenlabs-conversation",
                "{\"research_id\":\"" + researchId + "\",\"elevenlabs_conversation_id\":\"" + id + "\"}",
                "Authorization",
                "Bearer " + with);
    }

    private void save(String role, String content, String messageId, String time) {
        Answer answer = client.save(
                token,
                "{\"research_id\":\"RID001\",\"role\":\"" + role + "\",\"content\":\"" + content
                        + "\",\"timestamp\":\"2026-01-01T" + time + "Z\",\"provider\":\"elevenlabs\","
                        + "\"elevenlabs_conversation_id\":\"" + id + "\",\"elevenlabs_message_id\":" + messageId + "}",
                "Prefer",
                "wait=20");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static Conversation talk(String id, String owner) {
        return new Conversation(id, owner)
                .turn("agent", "Good morning, how did you sleep?", ",\"source_event_id\":1")
                .turn("user", "yes", "")
                .turn("agent", null, ",\"tool_calls\":[{\"name\":\"x\"}]")
                .turn("agent", "And did the walks do you good?", ",\"source_event_id\":3,\"interrupted\":false")
                .turn("user", "yes", ",\"source_event_id\":\"4\"");
    }

    private void awaitMetadata(String conversation) {
        await().atMost(PATIENCE)
                .until(() -> !client.query("SELECT 1 FROM paco_conversation_metadata WHERE conversation_id = '"
                                + conversation + "'")
                        .isEmpty());
    }

    private int rows(String conversation) {
        return Integer.parseInt(
                client.query("SELECT count(*) FROM paco_conversations WHERE conversation_id = '" + conversation + "'")
                        .get(0));
    }
}
