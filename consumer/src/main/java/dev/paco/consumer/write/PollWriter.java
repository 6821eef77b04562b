package dev.paco.consumer.write;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes what was polled: much of it on several connections at once, a little with one statement. While the database has some of it, more is
 * decoded. An error means an outage: all of it may be written again.
 */
@Component
final class PollWriter {

    /** Of one statement, however few records that are: its rows are in memory several times. */
    private static final long MOST_BYTES = 4L << 20;

    private final RecordWriter writer;
    private final StatementSize size;
    private final int concurrency;
    private final Duration timeout;

    PollWriter(RecordWriter writer, WriterProperties properties, WriteMetrics metrics) {
        this.writer = writer;
        this.size = new StatementSize(properties.batchSize());
        this.concurrency = properties.concurrency();
        this.timeout = properties.timeout();
        metrics.watch(size);
    }

    /** The outcomes are in the order of {@code records}. */
    Mono<List<WriteOutcome>> write(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<Integer>> lanes = Lanes.of(records, concurrency, size.rows());
        WriteOutcome[] outcomes = new WriteOutcome[records.size()];
        AtomicBoolean failed = new AtomicBoolean();
        return Flux.fromIterable(lanes)
                // One that fails lets those end that have begun, so that nothing is committed that nobody hears of; no
                // other begins.
                .flatMapDelayError(
                        lane -> Mono.defer(() -> failed.get() ? Mono.<Void>empty() : inTurn(records, lane, outcomes))
                                .doOnError(outage -> failed.set(true)),
                        concurrency,
                        1)
                .then(Mono.fromSupplier(() -> List.of(outcomes)));
    }

    /** One statement after the other, each as large as the database takes well. */
    private Mono<Void> inTurn(
            List<ConsumerRecord<byte[], byte[]>> records, List<Integer> lane, WriteOutcome[] outcomes) {
        if (lane.isEmpty()) {
            return Mono.empty();
        }
        List<Integer> first = lane.subList(0, next(records, lane));
        return timed(first.stream().map(records::get).toList())
                .doOnNext(written -> {
                    for (int i = 0; i < written.size(); i++) {
                        outcomes[first.get(i)] = written.get(i);
                    }
                })
                .then(Mono.defer(() -> inTurn(records, lane.subList(first.size(), lane.size()), outcomes)));
    }

    /** Of equal parts, none of which is too large, how many records the first has. */
    private int next(List<ConsumerRecord<byte[], byte[]>> records, List<Integer> lane) {
        int most = size.part(lane.size());
        long bytes = 0;
        for (int i = 0; i < most; i++) {
            bytes += records.get(lane.get(i)).serializedValueSize();
            if (bytes > MOST_BYTES && i > 0) {
                return i;
            }
        }
        return most;
    }

    private Mono<List<WriteOutcome>> timed(List<ConsumerRecord<byte[], byte[]>> records) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return writer.write(records)
                    .timeout(timeout)
                    .doOnNext(done -> size.took(records.size(), Duration.ofNanos(System.nanoTime() - start)));
        });
    }
}
