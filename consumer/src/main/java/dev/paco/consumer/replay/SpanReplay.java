package dev.paco.consumer.replay;

import dev.paco.consumer.log.LogReader;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.write.WriterProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Replays spans on one thread: a batch is settled, however often that takes, before the next is read. */
final class SpanReplay implements Callable<@Nullable Void> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final LogReader reader;
    private final Settlement settlement;
    private final RecordFilter filter;
    private final ReplayCounts counts;
    private final BiConsumer<Integer, Reading> readings;
    private final StopSignal stop;
    private final Progress progress;
    private final WriterProperties properties;

    /**
     * Takes {@code reader} and {@code settlement} over.
     *
     * @param readings is told how far each partition was read after each batch
     */
    SpanReplay(
            LogReader reader,
            Settlement settlement,
            RecordFilter filter,
            ReplayCounts counts,
            BiConsumer<Integer, Reading> readings,
            StopSignal stop,
            Progress progress,
            WriterProperties properties) {
        this.reader = reader;
        this.settlement = settlement;
        this.filter = filter;
        this.counts = counts;
        this.readings = readings;
        this.stop = stop;
        this.progress = progress;
        this.properties = properties;
    }

    @Override
    public @Nullable Void call() {
        try (reader;
                settlement) {
            long lastRecords = System.nanoTime();
            while (!reader.isDone() && !stop.isGiven()) {
                long left = reader.left();
                List<ConsumerRecord<byte[], byte[]>> records = read();
                if (!settle(records)) {
                    return null;
                }
                progress.advances(left - reader.left());
                reader.readings().forEach(readings);
                long now = System.nanoTime();
                if (!records.isEmpty()) {
                    lastRecords = now;
                } else if (now - lastRecords > SILENCE.toNanos()) {
                    lastRecords = now;
                    progress.trouble("the brokers have given no records for " + SILENCE.toSeconds() + " s");
                }
            }
            return null;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read() {
        try {
            return reader.poll(POLL);
        } catch (KafkaException outage) {
            progress.trouble(String.valueOf(outage.getMessage()));
            stop.isGivenWithin(properties.retryAtMost());
            return List.of();
        }
    }

    /** False when it was told to stop before it worked. */
    private boolean settle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> chosen =
                records.stream().filter(filter::test).toList();
        Supplier<List<Replayed>> attempt = () -> chosen.isEmpty() ? List.of() : settlement.settle(chosen);
        Duration pause = properties.retryAfter();
        while (true) {
            try {
                counts.add(records.size(), attempt.get());
                return true;
            } catch (RuntimeException outage) {
                progress.trouble(String.valueOf(outage.getMessage()));
            }
            if (stop.isGivenWithin(pause)) {
                return false;
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(properties.retryAtMost()) > 0 ? properties.retryAtMost() : doubled;
        }
    }
}
