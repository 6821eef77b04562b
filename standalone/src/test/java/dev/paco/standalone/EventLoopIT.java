package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The event loops carry every request: whoever blocks one holds up all. */
@PipelineTest
class EventLoopIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Client client;

    EventLoopIT(Client client) {
        this.client = client;
    }

    @Test
    void aPlantedBlockIsCaught() {
        Mono.fromRunnable(EventLoopIT::plantedBlock)
                .subscribeOn(Schedulers.parallel())
                .block(TIMEOUT);

        assertThat(BlockedEventLoops.seen()).anyMatch(EventLoopIT::isPlanted);
        BlockedEventLoops.seen().removeIf(EventLoopIT::isPlanted);
    }

    @Test
    void noKindOfRequestBlocksOne() {
        String token = client.logIn("RID005");
        client.post("/api/v1/auth/validate-research-id", "{\"research_id\": \"RID005\"}");
        client.post("/api/v1/auth/acknowledge-disclaimer", "{\"research_id\": \"RID005\", \"acknowledged\": true}");
        client.get("/api/v1/auth/me", "Authorization", "Bearer " + token);
        client.get("/api/v1/auth/me", "Authorization", "Bearer forged");
        client.post("/api/v1/auth/login", "{\"research_id\": 1}");
        client.get("/v3/api-docs");
        client.get("/readyz");
        client.get("/nothing");
        List<CompletableFuture<Answer>> saves = IntStream.range(0, 200)
                .mapToObj(number -> client.saveAsync(
                        token,
                        BodyPublishers.ofString(Message.of("RID005", "event-loop", number % 150, "x")),
                        "Prefer",
                        number % 2 == 0 ? "respond-async" : "wait=5"))
                .toList();
        String location = saves.get(0).join().header("location");
        client.get(location, "Authorization", "Bearer " + token);
        client.saveBytes(token, new byte[] {(byte) 0xff});

        assertThat(saves.stream().map(save -> save.join().status())).containsOnly(200, 202);
        assertThat(BlockedEventLoops.seen()).isEmpty();
    }

    private static boolean isPlanted(String blocked) {
        return blocked.contains("plantedBlock");
    }

    private static void plantedBlock() {
        try {
            assertThat(new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
