package dev.paco.guarantees.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/**
 * One message, or a correction of it.
 *
 * @param number inside of its conversation, from 1
 * @param text unique to the message, or to its correction
 */
record Message(String researchId, String conversation, Identity identity, int number, String text) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Instant FIRST = Instant.parse("2025-01-08T16:00:00Z");

    static Message of(String researchId, String conversation, Identity identity, int number) {
        return new Message(researchId, conversation, identity, number, conversation + " #" + number);
    }

    Message corrected() {
        return new Message(researchId, conversation, identity, number, text + " corrected");
    }

    HttpRequest request(URI gateway, String token, boolean waits) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/api/v1/chat/save-message"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(json()));
        if (!waits) {
            request.header("Prefer", "respond-async");
        }
        if (identity == Identity.IDEMPOTENCY_KEY) {
            request.header("Idempotency-Key", conversation + "-" + number);
        }
        return request.build();
    }

    private String json() {
        String ids = identity == Identity.ELEVENLABS_ID
                ? "\"elevenlabs_conversation_id\": \"" + conversation + "\", \"elevenlabs_message_id\": " + number
                : "\"conversation_id\": \"" + conversation + "\"";
        return "{\"research_id\": \"" + researchId + "\", \"role\": \"user\", \"content\": \"" + text
                + "\", \"timestamp\": \"" + FIRST.plusMillis(number) + "\", \"provider\": \"elevenlabs\", " + ids + "}";
    }
}
