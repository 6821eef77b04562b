package dev.paco.consumer.write;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.MalformedReason;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.ParticipantErased;
import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.database.DatabaseProperties;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.Observations;
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
    private final ConversationWriter conversations;
    private final RecordDecoder decoder = new RecordDecoder();

    RecordWriter(BatchWriter writer, ConversationWriter conversations) {
        this.writer = writer;
        this.conversations = conversations;
    }

    /** A writer outside of an application, on connections of {@code pool}. */
    public static RecordWriter on(DatabasePool pool, DatabaseProperties properties) {
        MessageStore store = MessageStore.on(pool, properties);
        return new RecordWriter(
                new BatchWriter(new FirstCopies(store, Commits.UNCOUNTED), store, Commits.UNCOUNTED),
                new ConversationWriter(store));
    }

    /**
     * Writes {@code records}, first the erasures that they tell of, then the first copies in this order; the outcomes are in the same order. An error means an outage:
     * all of them may be written again.
     */
    public Mono<List<WriteOutcome>> write(List<ConsumerRecord<byte[], byte[]>> records) {
        WriteOutcome[] outcomes = new WriteOutcome[records.size()];
        Indexed<MessageEvent> messages = new Indexed<>();
        Indexed<ConversationObserved> observations = new Indexed<>();
        List<ParticipantErased> erased = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            switch (RecordKind.of(record)) {
                case MESSAGE -> outcomes[i] = message(record, i, messages);
                case CONVERSATION -> outcomes[i] = observation(record, i, observations);
                case ERASURE -> {
                    erased.add(ErasureNotices.of(record).orElseThrow());
                    outcomes[i] = new Erased();
                }
            }
        }
        return writer.remember(erased)
                .then(Mono.defer(() -> writer.write(messages.values())))
                .doOnNext(written -> messages.place(written, outcomes))
                .then(Mono.defer(() -> conversations.write(observations.values())))
                .map(written -> {
                    observations.place(written, outcomes);
                    return List.of(outcomes);
                });
    }

    /** Keeps what the record says for later; null then. */
    private @Nullable WriteOutcome message(
            ConsumerRecord<byte[], byte[]> record, int index, Indexed<MessageEvent> messages) {
        return decoder.decode(record)
                .fold(
                        decoded -> {
                            messages.add(index, decoded.event());
                            return null;
                        },
                        fault -> new Unwritable(DeadLetterReason.of(fault.reason()), fault.detail()));
    }

    private static @Nullable WriteOutcome observation(
            ConsumerRecord<byte[], byte[]> record, int index, Indexed<ConversationObserved> observations) {
        Optional<ConversationObserved> observed = Observations.of(record);
        observed.ifPresent(one -> observations.add(index, one));
        return observed.isPresent()
                ? null
                : new Unwritable(
                        DeadLetterReason.of(MalformedReason.INVALID_FIELD),
                        "the value is no observation of a conversation, or lacks what one must have");
    }

    /** Values of some of the records, by the records' index. */
    private static final class Indexed<T> {

        private final List<Integer> indices = new ArrayList<>();
        private final List<T> values = new ArrayList<>();

        void add(int index, T value) {
            indices.add(index);
            values.add(value);
        }

        List<T> values() {
            return values;
        }

        void place(List<WriteOutcome> written, @Nullable WriteOutcome[] outcomes) {
            for (int i = 0; i < written.size(); i++) {
                outcomes[indices.get(i)] = written.get(i);
            }
        }
    }
}
