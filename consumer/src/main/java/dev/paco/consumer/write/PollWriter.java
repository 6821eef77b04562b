package dev.paco.consumer.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes what was polled: much of it on several connections at once, a little with one statement. An error means an outage: all
 * of it may be written again.
 */
@Component
final class PollWriter {

    private final RecordWriter writer;
    private final StatementSize size;
    private final int concurrency;

    PollWriter(RecordWriter writer, WriterProperties properties, WriteMetrics metrics) {
        this.writer = writer;
        this.size = new StatementSize(properties.batchSize());
        this.concurrency = properties.concurrency();
        metrics.watch(size);
    }

    /** The outcomes are in the order of {@code records}. */
    Mono<List<WriteOutcome>> write(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<Integer>> lanes = Lanes.of(records, concurrency);
        if (lanes.size() == 1) {
            return inTurn(records);
        }
        return Flux.fromIterable(lanes)
                // A lane that fails lets the others end: nothing is committed that nobody hears of.
                .flatMapSequentialDelayError(
                        lane -> inTurn(lane.stream().map(records::get).toList()), concurrency, 1)
                .collectList()
                .map(written -> inOrder(lanes, written, records.size()));
    }

    private static List<WriteOutcome> inOrder(List<List<Integer>> lanes, List<List<WriteOutcome>> written, int size) {
        WriteOutcome[] outcomes = new WriteOutcome[size];
        for (int lane = 0; lane < lanes.size(); lane++) {
            for (int i = 0; i < lanes.get(lane).size(); i++) {
                outcomes[lanes.get(lane).get(i)] = written.get(lane).get(i);
            }
        }
        return List.of(outcomes);
    }

    /** One statement after the other, each as large as the database takes well. */
    private Mono<List<WriteOutcome>> inTurn(List<ConsumerRecord<byte[], byte[]>> records) {
        int rows = size.rows();
        if (records.size() <= rows) {
            return timed(records);
        }
        return timed(records.subList(0, rows))
                .flatMap(first -> Mono.defer(() -> inTurn(records.subList(rows, records.size())))
                        .map(rest -> {
                            List<WriteOutcome> both = new ArrayList<>(first);
                            both.addAll(rest);
                            return both;
                        }));
    }

    private Mono<List<WriteOutcome>> timed(List<ConsumerRecord<byte[], byte[]>> records) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return writer.write(records)
                    .doOnNext(done -> size.took(records.size(), Duration.ofNanos(System.nanoTime() - start)));
        });
    }
}
