package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the OpenAPI document, called with what its schema says and with what it does not. The seed is fixed;
 * {@code -Dpaco.fuzz.calls} asks for more calls, {@code -Dpaco.fuzz.seed} for others.
 */
@PipelineTest
class FuzzIT {

    private static final int CALLS = Integer.getInteger("paco.fuzz.calls", 80);
    private static final long SEED = Long.getLong("paco.fuzz.seed", 20_260_101L);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long GROWTH = 48L * 1024 * 1024;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "0",
            "-1",
            "1e400",
            "-1E-400",
            "1".repeat(2_000),
            "\"RID001\"",
            "\"2025-01-08T16:00:00Z\"",
            "\"9999-99-99\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\r\\n\\u001b[31m\"",
            "\"" + "x".repeat(60_000) + "\"",
            "\"" + "\uD83D\uDE00".repeat(3_000) + "\"",
            "[".repeat(2_000) + "]".repeat(2_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
            "NaN",
            "'x'",
            "\"",
            "\u0000",
            "\"agent\"",
            "\"openai\"",
            "9223372036854775808",
            "\"' OR 1=1 --\"",
            "\"${jndi:ldap://x}\"");

    private static final List<List<String>> HEADERS = List.of(
            List.of("Content-Type", "application/json; charset=utf-16"),
            List.of("Content-Type", "application/json;;;="),
            List.of("Content-Type", "*/*"),
            List.of("Content-Type", ""),
            List.of("Content-Type", "multipart/form-data"),
            List.of("Content-Encoding", "gzip, br"),
            List.of("Accept", "\"/;q=x"),
            List.of("Accept", "application/xml;q=1.00000"),
            List.of("Accept-Language", "x".repeat(2_000)),
            List.of("Accept-Encoding", "*;q=0"),
            List.of("Prefer", "wait=99999999999999999999, respond-async; a=\"\\"),
            List.of("Prefer", "wait=-1"),
            List.of("Idempotency-Key", "\t \u00e9"),
            List.of("Cookie", "=;;=\"" + "a=b;".repeat(500)),
            List.of("Range", "bytes=0-,-1"),
            List.of("If-None-Match", "*"),
            List.of("If-Modified-Since", "never"),
            List.of("X-Forwarded-For", "%0d%0a"),
            List.of("X-Forwarded-Host", "evil.example:99999999"),
            List.of("Forwarded", "for=\"[\";host="),
            List.of("X-HTTP-Method-Override", "DELETE"),
            List.of("traceparent", "00-zz"),
            List.of("Origin", "null"),
            List.of("Authorization", "Bearer a b c"),
            List.of("Authorization", "Negotiate \u00ff"));

    private final Client client;
    private final Random random = new Random(SEED);
    private final String token;

    FuzzIT(Client client) {
        this.client = client;
        this.token = client.logIn("RID001");
    }

    @Test
    void nothingThatIsSentIsMoreThanRefused() {
        JsonNode document = client.get("/v3/api-docs").json();
        round(document, 10);
        long before = heap();

        round(document, CALLS);

        assertThat(heap() - before).isLessThan(GROWTH);
        assertThat(client.save(token, Message.of("RID001", "after-fuzzing", 1, "x"))
                        .status())
                .isIn(200, 202);
        assertThat(BlockedEventLoops.seen()).isEmpty();
    }

    private void round(JsonNode document, int calls) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    for (int i = 0; i < calls; i++) {
                        call(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                schema(document, operation.getValue()));
                    }
                }));
    }

    private void call(String method, String path, JsonNode schema) {
        String body = schema.isMissingNode() && random.nextInt(4) > 0 ? "" : body(schema);
        List<String> headers = new ArrayList<>();
        if (random.nextInt(8) > 0) {
            headers.addAll(List.of("Authorization", "Bearer " + token));
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            headers.addAll(one(HEADERS));
        }
        String target = path.replace(
                        "{key}", one(List.of("x", "%F0%9F%98%80", "0-0-0-0-0", "a".repeat(3_000), "%C3%28", "1%2F2")))
                + one(List.of("", "", "?a=b", "?" + "a=b&".repeat(500), "?%00"));
        long start = System.nanoTime();

        Answer answer = client.call(method, target, BodyPublishers.ofString(body), headers.toArray(String[]::new));

        String what = method + " " + target + " " + headers + " " + body.substring(0, Math.min(300, body.length()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(PATIENCE);
        assertThat(answer.status()).as(what + " " + answer.body()).matches(status -> status < 500 || status == 503);
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertThat(answer.header("content-type")).as(what).isEqualTo("application/problem+json");
            assertThat(answer.code()).as(what).isNotEmpty();
        }
    }

    /** Mostly an object with the schema's fields, some of them wrong, some twice, some unknown. */
    private String body(JsonNode schema) {
        if (random.nextInt(6) == 0) {
            return one(VALUES);
        }
        List<String> members = new ArrayList<>();
        schema.path("properties").propertyNames().forEach(name -> {
            for (int times = random.nextInt(20) == 0 ? 2 : 1; times > 0; times--) {
                members.add("\"" + name + "\":" + (random.nextInt(3) == 0 ? one(VALUES) : plausible(name)));
            }
        });
        if (random.nextInt(4) == 0) {
            members.add("\"" + "n".repeat(random.nextInt(2_000)) + "\":" + one(VALUES));
        }
        String body = "{" + String.join(",", members) + "}";
        return random.nextInt(10) == 0 ? body.substring(0, random.nextInt(body.length())) : body;
    }

    private String plausible(String name) {
        return switch (name) {
            case "research_id" -> "\"RID001\"";
            case "acknowledged" -> "true";
            case "role" -> "\"user\"";
            case "timestamp" -> "\"2025-01-08T16:00:00Z\"";
            case "provider" -> "\"elevenlabs\"";
            default -> "\"fuzz-" + random.nextInt(1_000) + "\"";
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static JsonNode schema(JsonNode document, JsonNode operation) {
        String reference = operation
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString("#/none");
        return document.at(reference.substring(1));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
