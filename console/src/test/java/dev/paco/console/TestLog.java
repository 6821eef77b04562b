package dev.paco.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.topic.PacoTopic;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records on {@code paco.messages} as gateways, and others, do. */
public final class TestLog implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    public TestLog(RunningConsole console) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", console.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Puts a message of a participant on the log. */
    public void message(String researchId, String conversation, String content) {
        bytes(
                conversation,
                message(researchId, conversation, content, UUID.randomUUID()).getBytes(UTF_8));
    }

    private static String message(String researchId, String conversation, String content, UUID key) {
        return """
                {"message_key":"%s","received_at":"2025-01-08T16:00:01.000000Z","source":"frontend","research_id":"%s",
                 "role":"user","content":"%s","timestamp":"2025-01-08T16:00:00Z","provider":"openai",
                 "conversation_id":"%s"}""".formatted(key, researchId, content, conversation);
    }

    /** Puts any bytes on the log. */
    public void bytes(String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(PacoTopic.MESSAGES.name(), key.getBytes(UTF_8), value);
        // From when latency is measured.
        record.headers()
                .add(EventHeaders.TIME, IsoTimestamp.format(Instant.now()).getBytes(UTF_8));
        var unused = producer.send(record);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
