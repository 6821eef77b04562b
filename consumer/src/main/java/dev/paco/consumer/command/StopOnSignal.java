package dev.paco.consumer.command;

import dev.paco.consumer.progress.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gives a stop signal when the JVM is told to end, and holds the JVM until the work has ended and is reported. */
final class StopOnSignal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final StopSignal stop = new StopSignal();
    private final Thread hook;

    StopOnSignal() {
        hook = new Thread(
                () -> {
                    stop.give();
                    await();
                },
                "paco-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    StopSignal stop() {
        return stop;
    }

    private void await() {
        try {
            boolean unused = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook runs already.
        }
    }
}
