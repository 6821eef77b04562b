package dev.paco.consumer.legacy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work beside a test, each on a thread of its own: the common pool has but one on a machine with two cores. */
public final class Background {

    private static final Executor THREADS = work -> new Thread(work, "background").start();

    private Background() {}

    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }

    public static CompletableFuture<Void> runAfter(Duration delay, Runnable work) {
        return CompletableFuture.runAsync(
                work, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, THREADS));
    }
}
