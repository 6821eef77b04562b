package dev.paco.infra.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The configuration of the only broker, which is its own controller. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerProperties() {}

    /** All properties for a broker that clients reach on {@code port}. */
    static Properties of(KafkaSettings settings, Path data, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                data.toString(),
                "auto.create.topics.enable",
                "false"));
        listeners(properties, port, controllerPort);
        singleReplica(properties);
        smallMachine(properties);
        failOver(properties);
        if (settings.flushEveryBatch()) {
            properties.put("log.flush.interval.messages", "1");
        }
        properties.putAll(settings.brokerProperties());
        return properties;
    }

    private static void listeners(Properties properties, int port, int controllerPort) {
        properties.put(
                "listeners",
                CLIENT_LISTENER + "://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:"
                        + controllerPort);
        properties.put("advertised.listeners", CLIENT_LISTENER + "://127.0.0.1:" + port);
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        // A static quorum keeps only the voter's id on disk, so that each start may take another port.
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    }

    private static void singleReplica(Properties properties) {
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void smallMachine(Properties properties) {
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.num.partitions", "4");
        // The default reserves 128 MB of heap.
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void failOver(Properties properties) {
        // After a crash the new broker waits for the session of the old one to end.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // A killed consumer's partitions stand still for this long; the default is 45 s.
        properties.put("group.consumer.min.session.timeout.ms", "6000");
        properties.put("group.consumer.session.timeout.ms", "6000");
        properties.put("group.consumer.min.heartbeat.interval.ms", "1000");
        properties.put("group.consumer.heartbeat.interval.ms", "1500");
    }
}
