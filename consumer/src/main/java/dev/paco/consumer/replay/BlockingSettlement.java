package dev.paco.consumer.replay;

import dev.paco.consumer.write.RecordWriter;
import dev.paco.consumer.write.WriteOutcome;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes as the writer does, on the thread of the replay. Publishes no letters, since the writer has published, or will
 * publish, those of every record; confirms nothing, since nobody waits.
 */
final class BlockingSettlement implements Settlement {

    private final RecordWriter writer;
    private final Duration timeout;

    BlockingSettlement(RecordWriter writer, Duration timeout) {
        this.writer = writer;
        this.timeout = timeout;
    }

    @Override
    public List<Replayed> settle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<WriteOutcome> written = writer.write(records).block(timeout);
        if (written == null) {
            throw new IllegalStateException("The batch was written without outcomes");
        }
        return written.stream().map(Replayed::of).toList();
    }

    @Override
    public void close() {
        // The writer's connections are everybody's.
    }
}
