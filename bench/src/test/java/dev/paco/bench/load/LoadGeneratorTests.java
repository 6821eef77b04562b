package dev.paco.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTests {

    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger taken = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private volatile int status = 200;
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            taken.incrementAndGet();
            answers.acquireUninterruptibly();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        answers.release(1_000_000);
        server.stop(0);
        threads.shutdownNow();
    }

    private static void get(int connection, ByteBuf buffer) {
        buffer.writeBytes(GET);
    }

    @Test
    void answersAreCountedByStatus() {
        answers.release(1_000_000);
        try (LoadGenerator generator = new LoadGenerator(address, 2, LoadGeneratorTests::get)) {
            LoadResult good = generator.closed(Duration.ZERO, Duration.ofMillis(300));
            assertThat(good.statuses()).containsOnlyKeys(200);
            assertThat(good.accepted().getTotalCount()).isPositive();
            status = 503;
            LoadResult refused = generator.closed(Duration.ZERO, Duration.ofMillis(300));
            assertThat(refused.statuses()).containsKey(503);
            assertThat(refused.refused().getTotalCount()).isPositive();
        }
    }

    @Test
    void aConnectionHasOneRequestAtATime() {
        try (LoadGenerator generator = new LoadGenerator(address, 3, LoadGeneratorTests::get)) {
            LoadResult none = generator.closed(Duration.ZERO, Duration.ofMillis(300));
            assertThat(taken).hasValue(3);
            assertThat(none.accepted().getTotalCount()).isZero();
        }
    }

    /** The server stalls for 300 ms at its first request; at 100 a second the next 29 were due meanwhile and have waited, too. */
    @Test
    void whatWasDueDuringAStallHasWaited() {
        Executor later = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS, threads);
        later.execute(() -> answers.release(1_000_000));
        try (LoadGenerator generator = new LoadGenerator(address, 1, LoadGeneratorTests::get)) {
            LoadResult result = generator.open(100, Duration.ZERO, Duration.ofSeconds(1));
            assertThat(result.accepted().getCountBetweenValues(100_000, Long.MAX_VALUE / 2))
                    .as("answers that took over 100 ms, from when they were due")
                    .isGreaterThan(10);
        }
    }
}
