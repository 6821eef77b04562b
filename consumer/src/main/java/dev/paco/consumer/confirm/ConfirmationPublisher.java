package dev.paco.consumer.confirm;

import dev.paco.common.event.Confirmation;
import dev.paco.common.event.ConfirmationCodec;
import dev.paco.common.topic.PacoTopic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells gateways what became of their events, one record for each partition they wait at. Best effort: a confirmation
 * that is lost costs a client some waiting and no message.
 */
@Component
public final class ConfirmationPublisher {

    private static final Logger log = LoggerFactory.getLogger(ConfirmationPublisher.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final ConfirmationCodec codec = new ConfirmationCodec();

    ConfirmationPublisher(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Sends {@code confirmations}, by the partition to send them to, without waiting for the brokers. */
    public void publish(Map<Integer, List<Confirmation>> confirmations) {
        confirmations.forEach(this::publish);
    }

    private void publish(int partition, List<Confirmation> confirmations) {
        try {
            CompletableFuture<?> unused = kafka.send(new ProducerRecord<>(
                            PacoTopic.CONFIRMATIONS.name(), partition, null, codec.encode(confirmations)))
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            log.debug("{} confirmations were not sent", confirmations.size(), failure);
                        }
                    });
        } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
            log.debug("{} confirmations were not sent", confirmations.size(), e);
        }
    }
}
