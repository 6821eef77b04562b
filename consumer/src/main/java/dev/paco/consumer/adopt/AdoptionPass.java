package dev.paco.consumer.adopt;

import dev.paco.consumer.database.DatabaseFault;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every {@link AdoptProperties#interval} for rows that the legacy writer has added. An outage breaks off one
 * pass, is logged and counted, and the next pass makes up for it.
 */
@Component
final class AdoptionPass implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AdoptionPass.class);
    private static final long STOP_SECONDS = 10;

    private final LegacyRowAdopter adopter;
    private final AdoptProperties properties;
    private final AdoptMetrics metrics;
    private @Nullable ScheduledExecutorService executor;

    AdoptionPass(LegacyRowAdopter adopter, AdoptProperties properties, AdoptMetrics metrics) {
        this.adopter = adopter;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "paco-adopt"));
            long millis = properties.interval().toMillis();
            var unused = executor.scheduleWithFixedDelay(this::pass, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for the batch at hand; the rows after it are left to the next start. */
    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            try {
                if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    log.warn("The pass over the legacy writer's rows did not end within {} s", STOP_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    private void pass() {
        try {
            Adoption adoption = adopter.adoptAll();
            metrics.passed(adoption);
            if (adoption.adopted() > 0) {
                log.info("{} rows of the legacy writer have their key now", adoption.adopted());
            }
        } catch (SQLException | RuntimeException failure) {
            // Thrown on, it would end the schedule.
            metrics.failed();
            log.warn(
                    "A pass over the legacy writer's rows broke off; the next is in {}: {}",
                    properties.interval(),
                    DatabaseFault.describe(failure));
        }
    }
}
