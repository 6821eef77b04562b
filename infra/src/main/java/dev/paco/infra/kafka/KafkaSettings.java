package dev.paco.infra.kafka;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an {@link EmbeddedKafka} is started with.
 *
 * @param dataDirectory where the logs are kept; created where it is missing
 * @param port port on 127.0.0.1; 0 picks a free one at each start
 * @param flushEveryBatch whether a batch is on the disk before it is acknowledged, so that it survives a power cut and
 *     not only the end of the process; a single broker has no replica that would make up for it
 * @param brokerProperties more broker properties, which win over the ones set here
 */
public record KafkaSettings(
        Path dataDirectory, int port, boolean flushEveryBatch, Map<String, String> brokerProperties) {

    public KafkaSettings {
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /** Durable settings without further properties. */
    public KafkaSettings(Path dataDirectory, int port) {
        this(dataDirectory, port, true, Map.of());
    }

    /** The same settings on another port. */
    public KafkaSettings withPort(int otherPort) {
        return new KafkaSettings(dataDirectory, otherPort, flushEveryBatch, brokerProperties);
    }
}
