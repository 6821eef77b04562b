package dev.paco.console.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The readings of the last seconds, from whose differences rates are made. Not thread-safe. */
final class Window {

    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final double MILLIS = 1000.0;

    private final Deque<LogReading> logs = new ArrayDeque<>();
    private final Deque<Counts> counts = new ArrayDeque<>();

    private record Counts(Instant at, Map<String, WriterReading> writers) {}

    /** Adds what was read at {@code now}. */
    void add(Instant now, Optional<LogReading> log, List<InstanceReading> instances) {
        log.filter(reading ->
                        logs.isEmpty() || reading.at().isAfter(logs.getLast().at()))
                .ifPresent(logs::add);
        Map<String, WriterReading> writers = new HashMap<>();
        instances.forEach(
                instance -> instance.counted().ifPresent(counted -> writers.put(instance.address(), counted)));
        counts.add(new Counts(now, writers));
        Instant start = now.minus(LENGTH);
        while (!logs.isEmpty() && logs.getFirst().at().isBefore(start)) {
            logs.removeFirst();
        }
        while (counts.getFirst().at().isBefore(start)) {
            counts.removeFirst();
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How much more a sum over the log's partitions is in a second. */
    OptionalDouble rate(ToLongFunction<LogReading> sum) {
        if (logs.size() < 2) {
            return OptionalDouble.empty();
        }
        LogReading first = logs.getFirst();
        LogReading last = logs.getLast();
        long more = Math.max(0, sum.applyAsLong(last) - sum.applyAsLong(first));
        return OptionalDouble.of(
                more * MILLIS / Duration.between(first.at(), last.at()).toMillis());
    }

    /** What the writers have counted within these seconds; of one that has come meanwhile, nothing. */
    WriterReading counted() {
        Map<String, WriterReading> before = counts.getFirst().writers();
        return counts.getLast().writers().entrySet().stream()
                .filter(writer -> before.containsKey(writer.getKey()))
                .map(writer -> writer.getValue().since(before.getOrDefault(writer.getKey(), WriterReading.NOTHING)))
                .reduce(WriterReading.NOTHING, WriterReading::plus);
    }

    /** The same in a second. */
    Map<String, Double> rates() {
        double seconds =
                Duration.between(counts.getFirst().at(), counts.getLast().at()).toMillis() / MILLIS;
        Map<String, Double> rates = new TreeMap<>();
        if (seconds > 0) {
            counted().outcomes().forEach((outcome, count) -> rates.put(outcome, count / seconds));
        }
        return rates;
    }
}
