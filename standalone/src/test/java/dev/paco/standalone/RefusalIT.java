package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@PipelineTest
class RefusalIT {

    private final Client client;
    private final String token;

    RefusalIT(Client client) {
        this.client = client;
        this.token = client.logIn("RID001");
    }

    @ParameterizedTest
    @MethodSource
    void badInputIsRefusedWithAProblemThatSaysWhatIsWrong(String body, int status, String code, String detail) {
        Answer answer = client.save(token, body);

        assertProblem(answer, status, code);
        assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
    }

    static Stream<Arguments> badInputIsRefusedWithAProblemThatSaysWhatIsWrong() {
        return Stream.of(
                Arguments.of("", 400, "malformed_request", "The request has no body or cannot be read"),
                Arguments.of("{", 400, "malformed_json", "The body is not well-formed JSON"),
                Arguments.of("{}{}", 400, "malformed_json", "The body goes on after its JSON object"),
                Arguments.of("NaN", 400, "malformed_json", "The body is not well-formed JSON"),
                Arguments.of("[".repeat(100_000), 422, "invalid_fields", "body must be a JSON object"),
                Arguments.of(
                        "{\"a\":" + "[".repeat(100_000), 400, "malformed_json", "The body is not well-formed JSON"),
                Arguments.of("null", 422, "invalid_fields", "body must be a JSON object"),
                Arguments.of(
                        "{}",
                        422,
                        "invalid_fields",
                        "research_id is missing; role is missing; content is missing; timestamp is missing"),
                Arguments.of(Message.with("\"role\": \"user\""), 400, "malformed_json", "The field role appears twice"),
                Arguments.of(
                        Message.with("").replace("\"user\"", "\"system\""),
                        422,
                        "invalid_fields",
                        "role must be user or assistant"),
                Arguments.of(
                        Message.with("").replace("\"Hello\"", "null"),
                        422,
                        "invalid_fields",
                        "content must be a string, is null"),
                Arguments.of(
                        Message.with("").replace("Hello", ""),
                        422,
                        "invalid_fields",
                        "content must have 1 to 10000 characters, has 0"),
                Arguments.of(
                        Message.with("").replace("Hello", "a\\u0000b"),
                        422,
                        "invalid_fields",
                        "content must not contain the character U+0000"),
                Arguments.of(
                        Message.with("").replace("Hello", "a\\ud83d"),
                        422,
                        "invalid_fields",
                        "content must not contain an unpaired surrogate"),
                Arguments.of(
                        Message.with("\"elevenlabs_message_id\": \"" + "x".repeat(256) + "\""),
                        422,
                        "invalid_fields",
                        "elevenlabs_message_id must have at most 255 characters, has 256"),
                Arguments.of(
                        Message.with("").replace("2025-01-08T16:00:00Z", "2025-02-30"),
                        400,
                        "invalid_timestamp",
                        "Invalid timestamp format"),
                Arguments.of(
                        Message.with("").replace("\"2025-01-08T16:00:00Z\"", "1736352000"),
                        422,
                        "invalid_fields",
                        "timestamp must be a string"),
                Arguments.of(
                        Message.with("").replace("RID001", "RID002"),
                        403,
                        "research_id_mismatch",
                        "Research ID mismatch"));
    }

    @Test
    void everyFieldWithAFaultIsListed() {
        Answer answer = client.save(token, "{\"research_id\": 1, \"role\": \"x\", \"content\": \"\"}");

        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("research_id", "role", "content", "timestamp");
    }

    @Test
    void onlyUtf8IsJson() {
        String body = Message.with("").replace("Hello", "Grüße");

        assertProblem(client.saveBytes(token, body.getBytes(ISO_8859_1)), 400, "malformed_json");
        assertProblem(client.saveBytes(token, body.getBytes(UTF_16)), 400, "malformed_json");
        assertProblem(
                client.saveBytes(token, body.getBytes(ISO_8859_1), "Content-Type", "application/json;charset=latin1"),
                415,
                "unsupported_media_type");
        assertThat(client.saveBytes(token, ("\uFEFF" + body).getBytes(UTF_8)).status())
                .isEqualTo(200);
        assertThat(client.saveBytes(token, body.getBytes(UTF_8), "Content-Type", "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anotherMediaTypeOrContentCodingIsRefused() {
        assertProblem(
                client.save(token, Message.with(""), "Content-Type", "text/plain"), 415, "unsupported_media_type");
        assertProblem(client.save(token, Message.with(""), "Content-Encoding", "gzip"), 415, "unsupported_media_type");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertProblem(client.save(token, " ".repeat(256 * 1024 + 1)), 413, "body_too_large");
        assertThat(client.save(token, Message.with("") + " ".repeat(200 * 1024)).status())
                .isEqualTo(200);
    }

    @Test
    void anIdempotencyKeyThatIsTooLongIsRefused() {
        assertProblem(client.save(token, Message.with(""), "Idempotency-Key", "k".repeat(256)), 422, "invalid_fields");
    }

    @Test
    void aPathOrMethodThatIsNotThereIsRefused() {
        assertProblem(client.get("/nowhere"), 404, "not_found");
        assertProblem(client.get("/actuator/health"), 404, "not_found");
        assertProblem(client.get("/api/v1/nowhere", "Authorization", "Bearer " + token), 404, "not_found");
        Answer wrongMethod = client.get("/api/v1/chat/save-message", "Authorization", "Bearer " + token);
        assertProblem(wrongMethod, 405, "method_not_allowed");
        assertThat(wrongMethod.header("allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/messages/%00",
                "/api//v1/auth/me",
                "/api/v1/auth;x=1/me",
                "/api/v1/%2e%2e/auth/me",
                "/api/v1/chat/messages/%0a"
            })
    void aPathThatNobodyAsksForInGoodFaithIsRefused(String path) {
        assertProblem(client.get(path, "Authorization", "Bearer " + token), 400, "malformed_request");
    }

    @Test
    void noAnswerIsForKeepingEmbeddingOrGuessing() {
        for (Answer answer : List.of(
                client.get("/api/v1/auth/me"),
                client.get("/api/v1/auth/me", "Authorization", "Bearer " + token),
                client.get("/nowhere"))) {
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("strict-transport-security")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%61pi/v1/auth/me", "/api/v1/%61uth/me"})
    void whatIsEncodedInAPathSparesNobodyTheToken(String path) {
        assertProblem(client.get(path), 401, "token_missing");
    }

    @Test
    void aCharsetThatDoesNotExistIsRefused() {
        assertProblem(
                client.save(token, Message.with(""), "Content-Type", "application/json; charset=bogus"),
                415,
                "unsupported_media_type");
    }

    @Test
    void noAcceptHeaderMakesASavedMessageLookRefused() {
        assertThat(client.save(token, Message.with(""), "Accept", "text/html").status())
                .isEqualTo(200);
        assertProblem(client.save(token, "{", "Accept", "text/html"), 400, "malformed_json");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:paco:problem:" + code);
        assertThat(answer.json().path("title").asString()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
    }
}
