package dev.paco.infra.process;

import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Kafka brokers as processes, each a controller, too: replication factor 3 and {@code min.insync.replicas} 2 where there
 * are three of them.
 */
public final class BrokerCluster implements AutoCloseable {

    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int TIMEOUT_MILLIS = 5_000;

    private final List<Node> nodes;
    private final List<Part> brokers;
    private final Admin admin;

    private BrokerCluster(List<Node> nodes, List<Part> brokers) {
        this.nodes = nodes;
        this.brokers = brokers;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "default.api.timeout.ms",
                TIMEOUT_MILLIS,
                "request.timeout.ms",
                TIMEOUT_MILLIS));
    }

    /**
     * Brokers that are set up but not started.
     *
     * @param folder for data and logs
     * @param properties of every broker, which win over those set here
     */
    public static BrokerCluster of(int size, Path folder, Map<String, String> properties) {
        return of(size, folder, properties, JavaProgram.SMALL);
    }

    /** The same on JVMs with {@code options}. */
    public static BrokerCluster of(int size, Path folder, Map<String, String> properties, List<String> options) {
        List<Node> nodes = IntStream.rangeClosed(1, size)
                .mapToObj(id -> new Node(id, LoopbackPort.anyFree(), LoopbackPort.anyFree()))
                .toList();
        String clusterId = Uuid.randomUuid().toString();
        List<Part> brokers = new ArrayList<>();
        List<Admin> admins = new ArrayList<>();
        for (Node node : nodes) {
            Path data = folder.resolve("kafka-" + node.id());
            format(node, clusterId, data);
            Path file = write(
                    configuration(node, nodes, data, properties), data.resolveSibling(node.name() + ".properties"));
            brokers.add(new JavaPart(
                    node.name(),
                    JavaProgram.main("kafka.Kafka", file.toString()).withOptions(options),
                    folder.resolve(node.name() + ".log"),
                    () -> admins.stream().allMatch(admin -> isInSync(admin, nodes.size()))));
        }
        BrokerCluster cluster = new BrokerCluster(nodes, brokers);
        admins.add(cluster.admin);
        return cluster;
    }

    /** For {@code KAFKA_BOOTSTRAP_SERVERS}. */
    public String bootstrapServers() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
    }

    /** All brokers; one is ready when all are there and every replica is in sync. */
    public List<Part> brokers() {
        return brokers;
    }

    /** The number of a broker, counted from 0, that leads most partitions of {@code topic}. */
    public int leaderOf(String topic) {
        try {
            Map<Integer, Long> leaders = describe(admin, Set.of(topic)).get(0).partitions().stream()
                    .collect(Collectors.groupingBy(
                            partition -> partition.leader().id(), Collectors.counting()));
            return leaders.entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .orElseThrow()
                            .getKey()
                    - 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The leaders cannot be asked for", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        brokers.forEach(Part::close);
    }

    private static boolean isInSync(Admin admin, int size) {
        try {
            return admin.describeCluster()
                                    .nodes()
                                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                                    .size()
                            == size
                    && describe(
                                    admin,
                                    admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions()
                                                    .listInternal(true))
                                            .names()
                                            .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                            .stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.leader() != null
                                    && partition.isr().size()
                                            == partition.replicas().size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return false;
        }
    }

    private static List<TopicDescription> describe(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        return List.copyOf(admin.describeTopics(topics)
                .allTopicNames()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .values());
    }

    private static void format(Node node, String clusterId, Path data) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(node.id())
                    .setClusterId(clusterId)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka cannot format " + data, e);
        }
    }

    private static Properties configuration(Node node, List<Node> nodes, Path data, Map<String, String> properties) {
        String replicas = Integer.toString(nodes.size());
        String minInSync = Integer.toString(Math.max(1, nodes.size() - 1));
        Properties configuration = new Properties();
        configuration.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node.id()),
                "log.dirs",
                data.toString(),
                "listeners",
                node.listeners(),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + node.port(),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                nodes.stream().map(Node::voter).collect(Collectors.joining(",")),
                "auto.create.topics.enable",
                "false"));
        configuration.putAll(Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", minInSync,
                "offsets.topic.replication.factor", replicas,
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", minInSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", minInSync,
                "log.cleaner.dedupe.buffer.size", "2097152",
                "group.initial.rebalance.delay.ms", "0"));
        configuration.putAll(failOver());
        configuration.putAll(properties);
        return configuration;
    }

    /** What the README asks operators to set. */
    private static Map<String, String> failOver() {
        return Map.of(
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.session.timeout.ms", "6000",
                "group.consumer.min.heartbeat.interval.ms", "1000",
                "group.consumer.heartbeat.interval.ms", "1500",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "controller.quorum.fetch.timeout.ms", "1000",
                "controller.quorum.election.timeout.ms", "500");
    }

    private static Path write(Properties configuration, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            configuration.store(writer, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Node(int id, int port, int controllerPort) {

        String name() {
            return "broker-" + id;
        }

        String voter() {
            return id + "@127.0.0.1:" + controllerPort;
        }

        String listeners() {
            return "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort;
        }
    }
}
