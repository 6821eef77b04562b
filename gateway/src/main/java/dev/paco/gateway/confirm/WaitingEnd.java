package dev.paco.gateway.confirm;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends waiting for rows: that of whoever has waited long enough, up to {@link #TICK} late, and all of it when the gateway begins to stop,
 * so that the web server can answer what it took.
 */
@Component
final class WaitingEnd implements SmartLifecycle {

    private static final Duration TICK = Duration.ofMillis(50);

    private final PendingConfirmations pending;
    private volatile @Nullable ScheduledExecutorService ticker;

    WaitingEnd(PendingConfirmations pending) {
        this.pending = pending;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "paco-waiting-end");
            thread.setDaemon(true);
            return thread;
        });
        var unused = started.scheduleWithFixedDelay(
                pending::tellOverdue, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
        ticker = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped = ticker;
        ticker = null;
        if (stopped != null) {
            stopped.shutdownNow();
        }
        pending.letAllGo();
    }

    @Override
    public boolean isRunning() {
        return ticker != null;
    }

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
