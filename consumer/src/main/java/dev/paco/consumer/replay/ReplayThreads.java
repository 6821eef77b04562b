package dev.paco.consumer.replay;

import dev.paco.consumer.log.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shares the partitions out to threads, each partition to one, and keeps the progress every second. */
final class ReplayThreads {

    private static final long SAVE_SECONDS = 1;

    private final int concurrency;
    private final Remaining remaining;

    ReplayThreads(int concurrency, Remaining remaining) {
        this.concurrency = Math.max(1, concurrency);
        this.remaining = remaining;
    }

    /** Returns when all work has ended; throws what one has thrown. */
    void run(Function<Map<Integer, Reading>, Callable<@Nullable Void>> work) {
        List<Map<Integer, Reading>> shares = shares();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, shares.size()));
        try {
            List<Future<@Nullable Void>> running = new ArrayList<>();
            for (Map<Integer, Reading> share : shares) {
                running.add(threads.submit(work.apply(share)));
            }
            threads.shutdown();
            while (!threads.awaitTermination(SAVE_SECONDS, TimeUnit.SECONDS)) {
                remaining.trySave();
            }
            remaining.trySave();
            for (Future<@Nullable Void> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while replaying", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The longest partitions first, each to the thread that has least. */
    private List<Map<Integer, Reading>> shares() {
        List<Map<Integer, Reading>> shares = new ArrayList<>();
        remaining.readings().entrySet().stream()
                .filter(entry -> entry.getValue().left() > 0)
                .sorted((a, b) -> Long.compare(b.getValue().left(), a.getValue().left()))
                .forEach(entry -> {
                    if (shares.size() < concurrency) {
                        shares.add(new HashMap<>());
                        shares.get(shares.size() - 1).put(entry.getKey(), entry.getValue());
                    } else {
                        shares.stream()
                                .min((a, b) -> Long.compare(length(a), length(b)))
                                .orElseThrow()
                                .put(entry.getKey(), entry.getValue());
                    }
                });
        return shares;
    }

    private static long length(Map<Integer, Reading> share) {
        return share.values().stream().mapToLong(Reading::left).sum();
    }
}
