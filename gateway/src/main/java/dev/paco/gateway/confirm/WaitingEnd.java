package dev.paco.gateway.confirm;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends all waiting for rows when the gateway begins to stop, so that the web server can answer what it took. */
@Component
final class WaitingEnd implements SmartLifecycle {

    private final PendingConfirmations pending;
    private volatile boolean running;

    WaitingEnd(PendingConfirmations pending) {
        this.pending = pending;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        pending.letAllGo();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
