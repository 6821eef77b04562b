package dev.paco.gateway.confirm;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether waiting for confirmations is of any use. Thread-safe.
 *
 * <p>Open: nobody waits. It opens when nothing outstanding was confirmed for the wait time. While it is open a save now
 * and then asks for a confirmation all the same; one that arrives while a client would still have waited closes it. A
 * later one does not: the writer is alive but far behind, and whoever waited would wait in vain.
 */
final class ConfirmationCircuit {

    private final long patience;
    private final long probeInterval;
    private final LongSupplier nanoTime;
    private boolean open;
    private int outstanding;
    private long lastProgress;
    private long lastProbe;

    ConfirmationCircuit(Duration patience, Duration probeInterval, LongSupplier nanoTime) {
        this.patience = patience.toNanos();
        this.probeInterval = probeInterval.toNanos();
        this.nanoTime = nanoTime;
        this.lastProbe = nanoTime.getAsLong() - this.probeInterval;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Whether this save, which cannot wait, asks for a confirmation. */
    synchronized boolean admitsProbe() {
        long now = nanoTime.getAsLong();
        if (now - lastProbe < probeInterval) {
            return false;
        }
        lastProbe = now;
        return true;
    }

    /** A request begins to wait. */
    synchronized void waiting() {
        if (outstanding++ == 0) {
            lastProgress = nanoTime.getAsLong();
        }
    }

    /** What a request waited for has arrived. */
    synchronized void confirmed() {
        outstanding--;
        lastProgress = nanoTime.getAsLong();
        open = false;
    }

    /** What a save only asked for has arrived. */
    synchronized void probeConfirmed(long askedAt) {
        if (nanoTime.getAsLong() - askedAt <= patience) {
            open = false;
        }
    }

    /**
     * A request waited in vain, or its client has gone.
     *
     * @return whether this has opened the circuit
     */
    synchronized boolean gaveUp() {
        outstanding--;
        boolean opens = !open && nanoTime.getAsLong() - lastProgress >= patience;
        open |= opens;
        return opens;
    }
}
