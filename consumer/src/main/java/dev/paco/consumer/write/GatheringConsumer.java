package dev.paco.consumer.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls once more after few records. A broker answers a fetch that waits ({@code fetch.max.wait.ms}) with the first record that comes, and a
 * consumer has one fetch at a time on its way to a broker: what comes with it, on other partitions, is there only with the next one, which
 * the next poll sends. Without this, every second batch is of a record or two. When the last poll found one record, nobody else speaks,
 * and nothing is waited for.
 *
 * <p>Records of partitions that are taken away meanwhile are left to their new owner. Each partition's records are in order. One thread
 * uses it, as any consumer.
 */
final class GatheringConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Duration patience;
    private final int few;
    private final Set<TopicPartition> taken = new HashSet<>();
    private boolean alone;

    /**
     * A consumer.
     *
     * @param patience how long it waits for more
     * @param few from how many records on it does not
     */
    GatheringConsumer(Map<String, Object> configuration, Duration patience, int few) {
        super(configuration);
        this.patience = patience;
        this.few = few;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                taken.addAll(partitions);
                listener.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                taken.addAll(partitions);
                listener.onPartitionsLost(partitions);
            }
        });
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> first = super.poll(timeout);
        if (first.isEmpty()) {
            return first;
        }
        ConsumerRecords<byte[], byte[]> all = alone || first.count() >= few ? first : withMore(first);
        alone = all.count() == 1;
        return all;
    }

    private ConsumerRecords<byte[], byte[]> withMore(ConsumerRecords<byte[], byte[]> first) {
        taken.clear();
        ConsumerRecords<byte[], byte[]> more = more();
        if (more.isEmpty() && taken.isEmpty()) {
            return first;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(first.nextOffsets());
        for (TopicPartition partition : first.partitions()) {
            records.put(partition, new ArrayList<>(first.records(partition)));
        }
        records.keySet().removeAll(taken);
        next.keySet().removeAll(taken);
        for (TopicPartition partition : more.partitions()) {
            records.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(more.records(partition));
        }
        next.putAll(more.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }

    /** None when it fails: the records before must not be lost with it, and what is wrong, or the wakeup of a stop, is there to the next poll. */
    private ConsumerRecords<byte[], byte[]> more() {
        try {
            return super.poll(patience);
        } catch (KafkaException failure) {
            return ConsumerRecords.empty();
        }
    }
}
