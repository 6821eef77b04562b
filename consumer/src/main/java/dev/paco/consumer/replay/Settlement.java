package dev.paco.consumer.replay;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records to their outcomes, or only finds out which they would have. One thread at a time. */
interface Settlement extends AutoCloseable {

    /**
     * The outcomes of {@code records}, in their order.
     *
     * @throws RuntimeException for an outage: the same records may be settled again
     */
    List<Replayed> settle(List<ConsumerRecord<byte[], byte[]>> records);

    @Override
    void close();
}
