package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Floods of one address, for one research id, and of one participant. */
@PipelineTest
class LimitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> DOORS = List.of("login", "validate-research-id", "%6cogin");

    private final GuardedGateway gateway;
    private final Client pipeline;

    LimitIT(GuardedGateway gateway, Client pipeline) {
        this.gateway = gateway;
        this.pipeline = pipeline;
    }

    @Test
    void theDoorsWithoutATokenShareSixtyAMinuteForAnAddressWhateverItSaysOfItself() {
        List<Answer> answers = IntStream.range(0, 90)
                .mapToObj(i -> gateway.client()
                        .post(
                                "/api/v1/auth/" + DOORS.get(i % DOORS.size()),
                                "{\"research_id\": \"nobody-" + i + "\"}",
                                "X-Forwarded-For",
                                "198.51.100." + i,
                                "Forwarded",
                                "for=198.51.100." + i,
                                "Origin",
                                "http://localhost:3000"))
                .toList();

        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(answers.subList(0, 60)).allMatch(answer -> answer.status() == 200 || answer.status() == 404);
        assertThat(refused).hasSizeBetween(20, 30).allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("too_many_requests");
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 60);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo("http://localhost:3000");
            assertThat(answer.header("access-control-expose-headers")).contains("Retry-After");
        });
        assertThat(gateway.client().get("/livez").status()).isEqualTo(200);
    }

    @Test
    void aResearchIdIsAskedForTenTimesAMinuteFromWhereverAndOthersAreServed() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(logIn("2001:db8:" + i + "::1", "RID002")).startsWith("HTTP/1.1 200 ");
        }

        assertThat(logIn("2001:db8:77::1", "RID002"))
                .startsWith("HTTP/1.1 429 ")
                .containsIgnoringCase("access-control-allow-origin: http://localhost:3000")
                .containsIgnoringCase("retry-after: ");
        assertThat(logIn("2001:db8:77::1", "RID003")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aParticipantSavesSoManyAtOnceAndOthersGoOn() {
        String greedy = pipeline.logIn("RID004");
        String other = pipeline.logIn("RID005");
        Client client = gateway.client();

        List<Answer> answers = IntStream.range(0, 40)
                .mapToObj(i -> client.save(greedy, Message.of("RID004", "greedy", i, "x"), "Prefer", "respond-async"))
                .toList();

        assertThat(answers.subList(0, 20)).extracting(Answer::status).containsOnly(202);
        Answer refused = answers.get(39);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too_many_requests");
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(client.save(other, Message.of("RID005", "modest", 1, "x"), "Prefer", "respond-async")
                        .status())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> client.save(greedy, Message.of("RID004", "greedy", 41, "x"))
                                .status()
                        != 429);
        assertThat(BlockedEventLoops.seen()).isEmpty();
    }

    @Test
    void aBatchCountsAsManyAsItHasAndIsTakenWholeOrNotAtAll() {
        String token = pipeline.logIn("RID006");
        String twenty = IntStream.range(0, 20)
                .mapToObj(i -> Message.of("RID006", "batches", i, "x"))
                .collect(Collectors.joining(",", "{\"messages\":[", "]}"));

        Answer first = batch(token, twenty);
        Answer second = batch(token, twenty);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.code()).isEqualTo("too_many_requests");
        assertThat(second.header("retry-after")).isNotEmpty();
    }

    private Answer batch(String token, String body) {
        return gateway.client()
                .post(
                        "/api/v1/chat/save-messages",
                        body,
                        "Authorization",
                        "Bearer " + token,
                        "Prefer",
                        "respond-async");
    }

    private String logIn(String address, String researchId) throws IOException {
        return gateway.postThroughProxy(address, "/api/v1/auth/login", "{\"research_id\": \"" + researchId + "\"}");
    }
}
