package dev.paco.consumer.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.MessageEvent;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.log.LogBound;
import dev.paco.consumer.log.Observations;
import dev.paco.consumer.write.RecordDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Chooses records by the time at which they came to the log, by conversation and by participant. A record that is
 * neither a message nor of a conversation has no participant. Thread-safe.
 */
final class RecordFilter {

    private final RecordDecoder decoder = new RecordDecoder();
    private final Instant from;
    private final Instant to;
    private final @Nullable String conversation;
    private final @Nullable String researchId;

    private RecordFilter(Instant from, Instant to, @Nullable String conversation, @Nullable String researchId) {
        this.from = from;
        this.to = to;
        this.conversation = conversation;
        this.researchId = researchId;
    }

    /** Chooses what {@code request} is about, but for partitions and offsets. */
    static RecordFilter of(ReplayRequest request) {
        return new RecordFilter(
                time(request.from()).orElse(Instant.MIN),
                time(request.to()).orElse(Instant.MAX),
                request.conversation(),
                request.researchId());
    }

    private static Optional<Instant> time(LogBound bound) {
        return bound.fold(
                beginning -> Optional.empty(),
                end -> Optional.empty(),
                offset -> Optional.empty(),
                time -> Optional.of(time.time()));
    }

    /** Whether {@code record} is chosen. */
    boolean test(ConsumerRecord<byte[], byte[]> record) {
        Instant time = CopyHeaders.originalTime(record);
        return !time.isBefore(from) && time.isBefore(to) && isOfSomebodyChosen(record);
    }

    private boolean isOfSomebodyChosen(ConsumerRecord<byte[], byte[]> record) {
        if (conversation == null && researchId == null) {
            return true;
        }
        Optional<MessageEvent> event =
                decoder.decode(record).fold(decoded -> Optional.of(decoded.event()), malformed -> Optional.empty());
        return isOfConversation(record, event)
                && (researchId == null
                        || event.map(MessageEvent::researchId)
                                .or(() -> Observations.of(record).map(ConversationObserved::researchId))
                                .filter(researchId::equals)
                                .isPresent());
    }

    private boolean isOfConversation(ConsumerRecord<byte[], byte[]> record, Optional<MessageEvent> event) {
        return conversation == null
                || Arrays.equals(record.key(), conversation.getBytes(UTF_8))
                || event.filter(message -> message.conversation().equals(conversation))
                        .isPresent();
    }
}
