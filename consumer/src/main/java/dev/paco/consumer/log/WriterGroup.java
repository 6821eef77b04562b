package dev.paco.consumer.log;

import dev.paco.common.topic.PacoTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The consumer group of the writers that run all the time, seen from outside. */
public final class WriterGroup {

    /** Its name. */
    public static final String NAME = "paco-writer";

    private final Admin admin;

    public WriterGroup(Admin admin) {
        this.admin = admin;
    }

    /** Whether a writer runs now. */
    public boolean hasMembers() {
        return members() > 0;
    }

    /** How many writers run now. */
    public int members() {
        try {
            return answer(admin.describeConsumerGroups(List.of(NAME)).all()).values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (GroupIdNotFoundException never) {
            return 0;
        }
    }

    /** How many records of {@code paco.messages} before {@code ends}, by partition, no writer has committed yet. */
    public long behind(Map<Integer, Long> ends) {
        Map<Integer, Long> committed = committed();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** The offsets that writers have committed, by partition of {@code paco.messages}; none where they never did. */
    Map<Integer, Long> committed() {
        try {
            return answer(admin.listConsumerGroupOffsets(NAME).partitionsToOffsetAndMetadata()).entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(PacoTopic.MESSAGES.name()))
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(WriterGroup::partition, WriterGroup::offset));
        } catch (GroupIdNotFoundException never) {
            return Map.of();
        }
    }

    private static int partition(Map.Entry<TopicPartition, OffsetAndMetadata> entry) {
        return entry.getKey().partition();
    }

    private static long offset(Map.Entry<TopicPartition, OffsetAndMetadata> entry) {
        return Optional.ofNullable(entry.getValue())
                .map(OffsetAndMetadata::offset)
                .orElse(0L);
    }

    /**
     * What the brokers answer.
     *
     * @throws KafkaException when they do not, or refuse
     */
    public static <T> T answer(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for the brokers", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }
}
