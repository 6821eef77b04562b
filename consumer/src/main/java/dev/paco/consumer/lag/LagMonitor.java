package dev.paco.consumer.lag;

import dev.paco.consumer.log.GroupLag;
import dev.paco.consumer.log.LogClients;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Looks again and again how far the writers are behind, on a thread and connections of its own. Every writer tells of all partitions. */
@Component
final class LagMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LagMonitor.class);

    private final Environment environment;
    private final LagProperties properties;
    private final LagMetrics metrics;
    private final Clock clock;
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread monitor;

    LagMonitor(Environment environment, LagProperties properties, LagMetrics metrics, Clock clock) {
        this.environment = environment;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        Thread started = new Thread(this::watch, "paco-lag");
        // It changes nothing, so that nothing has to wait for it.
        started.setDaemon(true);
        monitor = started;
        started.start();
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        monitor = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return monitor != null;
    }

    private void watch() {
        CountDownLatch stop = stopping;
        boolean stopped = false;
        while (!stopped) {
            // Brokers that were lost are looked for with new connections.
            try (GroupLag lag = new GroupLag(LogClients.of(environment, "paco-lag"), clock)) {
                while (!stopped) {
                    metrics.found(lag.read());
                    stopped = isStopping(stop);
                }
            } catch (RuntimeException unknown) {
                metrics.unknown();
                log.debug("The lag is not known: {}", unknown.toString());
                stopped = isStopping(stop);
            }
        }
    }

    private boolean isStopping(CountDownLatch stop) {
        try {
            return stop.await(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
