package dev.paco.infra.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.paco.infra.PortTakenException;
import dev.paco.infra.StartFailedException;
import dev.paco.infra.UnusableFolderException;
import dev.paco.infra.stack.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {

    @TempDir
    private Path folder;

    @Test
    void acknowledgedRecordsAndOffsetsSurviveAStopAndAStart() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
            clusterId = clusterId(kafka);
            Records.createTopic(kafka.bootstrapServers());
            Records.produce(kafka.bootstrapServers(), "1", "2", "3");
            assertThat(Records.consume(kafka.bootstrapServers(), "first", 3)).containsExactly("1", "2", "3");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
            assertThat(clusterId(kafka)).isEqualTo(clusterId);
            assertThat(Records.committed(kafka.bootstrapServers(), "first")).containsExactly(3L);
            Records.produce(kafka.bootstrapServers(), "4");
            assertThat(Records.consume(kafka.bootstrapServers(), "second", 4)).containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void acknowledgedRecordsSurviveAKilledJvm() throws Exception {
        try (ChildJvm child = ChildJvm.start(BrokerMain.class, folder.toString())) {
            String bootstrapServers = child.awaitLine("bootstrap ");
            Records.createTopic(bootstrapServers);
            Records.produce(bootstrapServers, "1", "2", "3");
            child.kill();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
            Records.produce(kafka.bootstrapServers(), "4");
            assertThat(Records.consume(kafka.bootstrapServers(), "first", 4)).containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void formattingThatWasCutShortIsBegunAnew() throws Exception {
        Files.createDirectories(folder.resolve("data-unfinished").resolve("half"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
            assertThat(clusterId(kafka)).isNotEmpty();
        }
        assertThat(folder.resolve("data-unfinished")).doesNotExist();
    }

    @Test
    void thePropertiesAreInForce() throws Exception {
        KafkaSettings settings = new KafkaSettings(folder, 0, true, Map.of("num.partitions", "5"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings);
                Admin admin = admin(kafka)) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Config config = admin.describeConfigs(List.of(broker))
                    .values()
                    .values()
                    .iterator()
                    .next()
                    .get();
            Map.of(
                            "log.flush.interval.messages", "1",
                            "auto.create.topics.enable", "false",
                            "group.consumer.session.timeout.ms", "6000",
                            "group.consumer.heartbeat.interval.ms", "1500",
                            "broker.session.timeout.ms", "2000",
                            "num.partitions", "5")
                    .forEach((name, value) ->
                            assertThat(config.get(name).value()).as(name).isEqualTo(value));
        }
    }

    @Test
    void topicsAreNotCreatedByAccident() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings());
                Admin admin = admin(kafka)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get())
                    .withCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PortTakenException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(settings().withPort(taken.getLocalPort())))
                    .withMessage(
                            "Port %d for Kafka is taken by another program: stop that program, or set"
                                    + " KAFKA_PORT to a free port.",
                            taken.getLocalPort());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(UnusableFolderException.class)
                .isThrownBy(() -> EmbeddedKafka.start(new KafkaSettings(file.resolve("kafka"), 0)))
                .withMessageStartingWith("Kafka cannot keep its data in " + file.resolve("kafka"));
    }

    @Test
    void aFolderInUseIsRefused() {
        try (EmbeddedKafka first = EmbeddedKafka.start(settings())) {
            assertThatExceptionOfType(UnusableFolderException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(settings()))
                    .withMessageContaining("is in use by another process");
            assertThat(first.port()).isPositive();
        }
    }

    @Test
    void aPropertyThatKafkaRefusesFailsTheStart() {
        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(
                        () -> EmbeddedKafka.start(new KafkaSettings(folder, 0, true, Map.of("num.io.threads", "none"))))
                .withMessageContaining("num.io.threads");
    }

    @Test
    void aLogDirectoryThatKafkaRefusesFailsTheStartAndNotTheJvm() throws IOException {
        EmbeddedKafka.start(settings()).close();
        Path metadata = folder.resolve("data").resolve("__cluster_metadata-0");
        Files.move(metadata, folder.resolve("aside"));
        Files.createFile(metadata);

        assertThatExceptionOfType(StartFailedException.class)
                .isThrownBy(() -> EmbeddedKafka.start(settings()))
                .withMessageStartingWith("Kafka did not start on " + folder);
    }

    @Test
    void aFatalErrorIsReportedAndDoesNotEndTheJvm() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
            assertThatIllegalStateException().isThrownBy(() -> Exit.halt(1, "the disk is gone"));
            assertThat(kafka.fatalError().toCompletableFuture())
                    .isCompletedWithValueMatching(error -> error.toString().contains("the disk is gone"));
        }
    }

    @Test
    void itsFolderIsPrivate() throws IOException {
        Path data = folder.resolve("new");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(data, 0))) {
            assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(kafka.port()).isPositive();
        }
    }

    private KafkaSettings settings() {
        return new KafkaSettings(folder, 0);
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static String clusterId(EmbeddedKafka kafka) throws InterruptedException, ExecutionException {
        try (Admin admin = admin(kafka)) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
