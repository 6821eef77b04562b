package dev.paco.gateway.confirm;

import dev.paco.common.event.ConfirmationCodec;
import dev.paco.common.topic.PacoTopic;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/** Reads one partition of {@code paco.confirmations} from its end, in no group: what was said before is of no use. */
@Configuration(proxyBeanMethods = false)
class ConfirmationReader {

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> confirmations(
            KafkaProperties kafka, ConfirmationPartition partition, PendingConfirmations pending) {
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "paco-gateway-confirmations");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        ContainerProperties container = new ContainerProperties(
                new TopicPartitionOffset(PacoTopic.CONFIRMATIONS.name(), partition.number(), SeekPosition.END));
        // Without a group there is nowhere to commit to: MANUAL, and nothing is ever acknowledged.
        container.setAckMode(ContainerProperties.AckMode.MANUAL);
        container.setMessageListener(new Listener(partition, pending));
        return new KafkaMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(consumer), container);
    }

    private static final class Listener extends AbstractConsumerSeekAware implements MessageListener<byte[], byte[]> {

        private final ConfirmationCodec codec = new ConfirmationCodec();
        private final ConfirmationPartition partition;
        private final PendingConfirmations pending;

        Listener(ConfirmationPartition partition, PendingConfirmations pending) {
            this.partition = partition;
            this.pending = pending;
        }

        @Override
        public void onMessage(ConsumerRecord<byte[], byte[]> batch) {
            codec.decode(batch.value()).forEach(pending::arrived);
        }

        @Override
        public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
            partition.reading(true);
        }
    }
}
