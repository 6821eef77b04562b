package dev.paco.infra.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that takes itself for the whole process, kept from ending the process.
 *
 * <p>Kafka's exits are one for the JVM: of several brokers in it, the one started last hears of a fatal error.
 */
final class BrokerProcess {

    private static final Logger log = LoggerFactory.getLogger(BrokerProcess.class);
    /** Long, since after a crash the broker reads the logs that it had not flushed. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaRaftServer server;
    private final CompletableFuture<Throwable> fatalError = new CompletableFuture<>();

    private BrokerProcess(Properties properties) {
        Exit.setExitProcedure(this::giveUp);
        Exit.setHaltProcedure(this::giveUp);
        // Whoever started the broker stops it; its hooks would not wait for their turn.
        Exit.setShutdownHookAdder((name, hook) -> {});
        this.server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @throws CompletionException with Kafka's reason as its cause
     */
    static BrokerProcess start(Properties properties) {
        CompletableFuture<BrokerProcess> created = new CompletableFuture<>();
        CompletableFuture<Void> started = inThread("kafka-start", () -> {
            BrokerProcess broker = new BrokerProcess(properties);
            created.complete(broker);
            broker.server.startup();
        });
        try {
            CompletableFuture.anyOf(started, created.thenCompose(BrokerProcess::asFailure))
                    .orTimeout(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return created.join();
        } catch (CompletionException e) {
            if (created.isDone()) {
                created.join().stop();
            }
            throw e;
        }
    }

    /** Completes, never exceptionally, if the broker gives up; it is of no use from then on. */
    CompletionStage<Throwable> fatalError() {
        return fatalError.minimalCompletionStage();
    }

    /** Returns when the broker is down and its logs are closed, or when it has taken too long. */
    void stop() {
        try {
            inThread("kafka-stop", () -> {
                        server.shutdown();
                        server.awaitShutdown();
                    })
                    .orTimeout(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            String reason = e.getCause() instanceof TimeoutException ? "within " + STOP_TIMEOUT : "in an orderly way";
            log.warn("Kafka did not stop {}; its next start checks the logs", reason, e.getCause());
        }
    }

    private CompletableFuture<Object> asFailure() {
        return fatalError.thenCompose(CompletableFuture::failedFuture);
    }

    private void giveUp(int status, String message) {
        IllegalStateException error = new IllegalStateException("Kafka gave up with status " + status
                + (message == null ? "" : ": " + message) + "; its own log says why.");
        if (fatalError.complete(error)) {
            log.error("Kafka gave up", error);
        }
        throw error;
    }

    private static CompletableFuture<Void> inThread(String name, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
