package dev.paco.infra.kafka;

import java.io.IOException;
import java.nio.file.Path;

/** Starts Kafka in a JVM that is then killed. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(Path.of(arguments[0]), 0));
        System.out.println("bootstrap " + kafka.bootstrapServers());
        System.in.read();
    }
}
