package dev.paco.bench.stand;

import java.util.concurrent.TimeUnit;

/** Ends processes. */
final class Ending {

    private Ending() {}

    /** Asks {@code process} to end, and kills it when it has not after {@code seconds}. */
    static void of(Process process, long seconds) {
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
