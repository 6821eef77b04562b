package dev.paco.bench.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A program that is started to see how long that takes, and ended when it is closed. */
public final class Launch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 60;
    private static final double NANOS = 1e9;

    private final Process process;
    private final Path log;
    private final long start = System.nanoTime();

    private Launch(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param folder in which it works
     * @param log where its output goes
     */
    public static Launch of(List<String> command, Path folder, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Launch(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts something that ends by itself, and returns when it has. */
    public static void andWait(List<String> command, Path folder, Map<String, String> environment, Path log)
            throws InterruptedException {
        try (Launch launch = of(command, folder, environment, log)) {
            if (!launch.process.waitFor(PATIENCE.multipliedBy(3).toSeconds(), TimeUnit.SECONDS)
                    || launch.process.exitValue() != 0) {
                throw new IllegalStateException(command + " has failed, see " + log);
            }
        }
    }

    /** How many seconds after its start {@code readiness} is answered 200. */
    public double secondsUntilUp(URI readiness) {
        return secondsUntil(() -> Http.isUp(readiness));
    }

    /** How many seconds after its start {@code condition} holds. */
    public double secondsUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("It does not start, see " + log);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return (System.nanoTime() - start) / NANOS;
    }

    /** Seconds of processor that it has used. */
    public double processorSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
    }

    @Override
    public void close() {
        Ending.of(process, STOP_SECONDS);
    }
}
