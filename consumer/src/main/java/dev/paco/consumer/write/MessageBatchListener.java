package dev.paco.consumer.write;

import dev.paco.common.event.Confirmation;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.Outcome;
import dev.paco.common.trace.MessageLine;
import dev.paco.common.trace.Traceparent;
import dev.paco.consumer.confirm.ConfirmationPublisher;
import dev.paco.consumer.confirm.ConfirmationRequest;
import dev.paco.consumer.deadletter.DeadLetter;
import dev.paco.consumer.deadletter.DeadLetterPublisher;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.HeaderText;
import dev.paco.consumer.trace.BatchTrace;
import dev.paco.consumer.trace.BatchTraces;
import dev.paco.consumer.trace.TracedMessage;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/**
 * Takes the records of one poll to their outcomes, blocking: rows first, then dead letters, then confirmations. When it
 * returns the offsets may be committed; when it throws it was an outage and the same records come again.
 */
@Component
final class MessageBatchListener implements BatchMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(MessageBatchListener.class);

    private final PollWriter writer;
    private final DeadLetterPublisher deadLetters;
    private final ConfirmationPublisher confirmations;
    private final WriterState state;
    private final WriteMetrics metrics;
    private final UnsettledCommits commits;
    private final BatchTraces traces;
    private final Duration gather;

    MessageBatchListener(
            PollWriter writer,
            DeadLetterPublisher deadLetters,
            ConfirmationPublisher confirmations,
            WriterState state,
            WriteMetrics metrics,
            UnsettledCommits commits,
            BatchTraces traces,
            WriterProperties properties) {
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.confirmations = confirmations;
        this.state = state;
        this.metrics = metrics;
        this.commits = commits;
        this.traces = traces;
        this.gather = properties.gather();
        metrics.watch(state);
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        long start = System.nanoTime();
        try {
            settle(records);
        } catch (RuntimeException outage) {
            commits.brokenOff();
            metrics.failed();
            state.failed(outage);
            throw outage;
        }
        commits.settled();
        state.written();
        long took = System.nanoTime() - start;
        metrics.batch(records.size(), Duration.ofNanos(took));
        if (records.size() > 1 && records.size() < Lanes.WORTH_A_STATEMENT) {
            // A statement, a commit and a confirmation cost the same for a few records as for many.
            LockSupport.parkNanos(gather.toNanos() - took);
        }
    }

    private void settle(List<ConsumerRecord<byte[], byte[]>> records) {
        BatchTrace trace = traces.begin(records.size(), index -> traced(records.get(index)));
        try {
            List<WriteOutcome> outcomes = settle(records, trace);
            trace.settled(index -> outcome(outcomes.get(index)).wireName());
        } catch (RuntimeException outage) {
            trace.failed(outage);
            throw outage;
        }
    }

    private static Optional<TracedMessage> traced(ConsumerRecord<byte[], byte[]> record) {
        return HeaderText.of(record.headers(), EventHeaders.TRACEPARENT)
                .flatMap(Traceparent::parse)
                .map(origin -> new TracedMessage(
                        origin,
                        HeaderText.of(record.headers(), EventHeaders.SUBJECT).orElse(null)));
    }

    private List<WriteOutcome> settle(List<ConsumerRecord<byte[], byte[]>> records, BatchTrace trace) {
        List<WriteOutcome> outcomes = write(records, trace);
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            // A copy's letter was published when the record stood at its first place.
            if (outcomes.get(i) instanceof Unwritable unwritable && !CopyHeaders.isCopy(records.get(i))) {
                letters.add(new DeadLetter(records.get(i), unwritable.reason(), unwritable.detail()));
            }
        }
        deadLetters.publish(letters);
        letters.forEach(letter -> metrics.deadLetter(letter.reason()));
        confirmations.publish(confirmations(records, outcomes));
        count(records, outcomes);
        if (log.isDebugEnabled()) {
            tell(records, outcomes);
        }
        return outcomes;
    }

    private List<WriteOutcome> write(List<ConsumerRecord<byte[], byte[]>> records, BatchTrace trace) {
        List<WriteOutcome> written = trace.around(writer.write(records)).block();
        if (written == null) {
            throw new IllegalStateException("The batch was written without outcomes");
        }
        return written;
    }

    private static Map<Integer, List<Confirmation>> confirmations(
            List<ConsumerRecord<byte[], byte[]>> records, List<WriteOutcome> outcomes) {
        Map<Integer, List<Confirmation>> byPartition = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            ConfirmationRequest.of(records.get(i).headers())
                    .ifPresent(request -> byPartition
                            .computeIfAbsent(request.partition(), partition -> new ArrayList<>())
                            .add(confirmation(request, outcome)));
        }
        return byPartition;
    }

    private static Confirmation confirmation(ConfirmationRequest request, WriteOutcome outcome) {
        return outcome.fold(
                stored -> new Confirmation(request.eventId(), stored.kind(), stored.messageId(), stored.timestamp()),
                noted -> new Confirmation(request.eventId(), noted.kind(), null, null),
                unwritable -> new Confirmation(request.eventId(), Outcome.DEAD_LETTERED, null, null),
                erased -> new Confirmation(request.eventId(), Outcome.ERASED, null, null));
    }

    private void count(List<ConsumerRecord<byte[], byte[]>> records, List<WriteOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            metrics.outcome(RecordKind.of(records.get(i)), outcome(outcomes.get(i)));
        }
    }

    private static void tell(List<ConsumerRecord<byte[], byte[]>> records, List<WriteOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            MessageLine.of(
                            log.atDebug(),
                            HeaderText.of(record.headers(), EventHeaders.SUBJECT)
                                    .orElse(null),
                            HeaderText.of(record.headers(), EventHeaders.TRACEPARENT)
                                    .orElse(null))
                    .log(
                            "{}-{}@{} is {}",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            outcome(outcomes.get(i)).wireName());
        }
    }

    private static Outcome outcome(WriteOutcome outcome) {
        return outcome.fold(
                stored -> stored.kind(),
                noted -> noted.kind(),
                unwritable -> Outcome.DEAD_LETTERED,
                erased -> Outcome.ERASED);
    }
}
