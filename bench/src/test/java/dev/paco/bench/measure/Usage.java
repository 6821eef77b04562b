package dev.paco.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * CPU time and memory of processes, with all that they have started, from a point in time on. The time of a process that has
 * ended is in that of the one that waited for it, as Linux tells it; elsewhere it is lost. Memory is looked at again and again until
 * {@link #close}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class Usage implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** One of the hundred a second that Linux counts in for programs, whatever its own are. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** utime, stime, cutime and cstime, counted from behind the name. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();
    private final Map<String, Long> peaks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "usage");
        thread.setDaemon(true);
        return thread;
    });
    private final long start = System.nanoTime();

    private Usage(Map<String, ProcessHandle> processes) {
        this.processes = new LinkedHashMap<>(processes);
        processes.forEach((name, process) -> before.put(name, cpuTime(process)));
        var unused = looks.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to count. */
    public static Usage of(Map<String, ProcessHandle> processes) {
        return new Usage(processes);
    }

    /** How many cores each has used since the beginning, on average. */
    public Map<String, Double> cores() {
        double elapsed = System.nanoTime() - start;
        Map<String, Double> cores = new LinkedHashMap<>();
        processes.forEach((name, process) -> cores.put(
                name,
                cpuTime(process).minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / elapsed));
        return cores;
    }

    /** The most memory that each was seen with, in MB; 0 where the system does not tell. */
    public Map<String, Long> peakMegabytes() {
        look();
        Map<String, Long> inOrder = new LinkedHashMap<>();
        processes.keySet().forEach(name -> inOrder.put(name, peaks.getOrDefault(name, 0L)));
        return inOrder;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        processes.forEach((name, process) ->
                peaks.merge(name, Memory.of(process).megabytes(), (before, now) -> Math.max(before, now)));
    }

    private static Duration cpuTime(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Usage::ownAndWaitedFor)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ownAndWaitedFor(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(stat);
            // The name in parentheses may hold anything; the fields behind it are numbers.
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Arrays.stream(fields, FIRST_TIME, FIRST_TIME + TIMES)
                    .mapToLong(Long::parseLong)
                    .sum();
            return TICK.multipliedBy(ticks);
        } catch (IOException e) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
