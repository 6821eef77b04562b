package dev.paco.console.summary;

import dev.paco.consumer.database.DatabaseFault;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs both passes again and again, on a thread each. An outage breaks off one of them, and the next makes up for it. */
@Component
final class BackgroundPasses implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundPasses.class);
    private static final long STOP_SECONDS = 10;

    private final SummaryPass summaries;
    private final TextPass texts;
    private final SummaryProperties properties;
    private final SummaryMetrics metrics;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private @Nullable Running running;

    BackgroundPasses(SummaryPass summaries, TextPass texts, SummaryProperties properties, SummaryMetrics metrics) {
        this.summaries = summaries;
        this.texts = texts;
        this.properties = properties;
        this.metrics = metrics;
    }

    private record Running(ScheduledExecutorService threads, Rest rest) {}

    /** A kind of work. */
    @FunctionalInterface
    private interface Pass {
        void run(Rest rest) throws SQLException;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            Rest rest = new Rest(properties.share());
            ScheduledExecutorService threads =
                    new ScheduledThreadPoolExecutor(2, work -> new Thread(work, "paco-console-summary"));
            schedule("Summing messages up", summaries::run, rest, threads);
            schedule("Indexing words", texts::run, rest, threads);
            running = new Running(threads, rest);
        }
    }

    private void schedule(String name, Pass pass, Rest rest, ScheduledExecutorService threads) {
        long millis = properties.interval().toMillis();
        var unused = threads.scheduleWithFixedDelay(
                () -> attempt(name, pass, rest), Math.min(millis, 1000), millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for the statements at hand; what comes after them is left to the next start. */
    @Override
    public synchronized void stop() {
        if (running != null) {
            running.rest().stop();
            running.threads().shutdownNow();
            try {
                if (!running.threads().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    log.warn("The work in the background did not end within {} s", STOP_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    private void attempt(String name, Pass pass, Rest rest) {
        try {
            pass.run(rest);
            if (failing.remove(name)) {
                log.info("{} works again", name);
            }
        } catch (SQLException | RuntimeException failure) {
            // Thrown on, it would end the schedule.
            if (rest.isStopped()) {
                return;
            }
            metrics.failed();
            if (failing.add(name)) {
                log.warn(
                        "{} broke off, is tried again every {}: {}",
                        name,
                        properties.interval(),
                        DatabaseFault.describe(failure));
            } else {
                log.debug("{} broke off again: {}", name, DatabaseFault.describe(failure));
            }
        }
    }
}
