package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.database.DatabaseProperties;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.write.WriteOutcome.Erased;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The one way from records of the log to rows; what is then published of the outcomes is the caller's. Thread-safe.
 */
@Component
public final class RecordWriter {

    private final BatchWriter writer;
    private final RecordDecoder decoder = new RecordDecoder();

    RecordWriter(BatchWriter writer) {
        this.writer = writer;
    }

    /** A writer outside of an application, on connections of {@code pool}. */
    public static RecordWriter on(DatabasePool pool, DatabaseProperties properties) {
        return new RecordWriter(new BatchWriter(MessageStore.on(pool, properties)));
    }

    /**
     * Writes {@code records}, first the erasures that they tell of, then the first copies in this order; the outcomes are in the same order. An error means an outage:
     * all of them may be written again.
     */
    public Mono<List<WriteOutcome>> write(List<ConsumerRecord<byte[], byte[]>> records) {
        List<@Nullable WriteOutcome> settled = new ArrayList<>(records.size());
        List<MessageEvent> messages = new ArrayList<>(records.size());
        List<ParticipantErased> erased = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<ParticipantErased> notice = ErasureNotices.of(record);
            if (notice.isPresent()) {
                erased.add(notice.get());
                settled.add(new Erased());
                continue;
            }
            settled.add(decoder.decode(record)
                    .fold(
                            decoded -> {
                                messages.add(decoded.event());
                                return null;
                            },
                            fault -> new Unwritable(DeadLetterReason.of(fault.reason()), fault.detail())));
        }
        return writer.remember(erased)
                .then(Mono.defer(() -> writer.write(messages)))
                .map(written -> merge(settled, written));
    }

    /** Fills the gaps in {@code outcomes} with what was written, in order. */
    private static List<WriteOutcome> merge(List<@Nullable WriteOutcome> outcomes, List<WriteOutcome> written) {
        List<WriteOutcome> all = new ArrayList<>(outcomes.size());
        int next = 0;
        for (WriteOutcome outcome : outcomes) {
            all.add(outcome != null ? outcome : written.get(next++));
        }
        return all;
    }
}
