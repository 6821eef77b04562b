package dev.paco.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time and memory of processes, with all that they have started, from a point in time on. */
public final class Usage {

    private static final double BYTES_OF_A_KILOBYTE = 1024;

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();
    private final long start = System.nanoTime();

    private Usage(Map<String, ProcessHandle> processes) {
        this.processes = new LinkedHashMap<>(processes);
        processes.forEach((name, process) -> before.put(name, cpuTime(process)));
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

    /** The most memory that each has ever held, in MB; 0 where the system does not tell. */
    public Map<String, Long> peakMegabytes() {
        Map<String, Long> peaks = new LinkedHashMap<>();
        processes.forEach((name, process) -> peaks.put(name, peakMegabytes(process)));
        return peaks;
    }

    private static Duration cpuTime(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long peakMegabytes(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) / BYTES_OF_A_KILOBYTE))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
