package dev.paco.infra.kafka;

import dev.paco.infra.StartFailedException;
import dev.paco.infra.host.ServiceFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's log directory, formatted once. */
final class LogDirectory {

    private static final Logger log = LoggerFactory.getLogger(LogDirectory.class);

    private LogDirectory() {}

    /** The directory inside {@code folder}; formatting that was cut short is begun anew. */
    static Path formatted(ServiceFolder folder) {
        Path data = folder.resolve("data");
        if (Files.exists(data)) {
            if (!Files.exists(data.resolve("meta.properties"))) {
                throw folder.unusable("holds a folder 'data' that is not Kafka's");
            }
            return data;
        }
        Path unfinished = folder.resolve("data-unfinished");
        ServiceFolder.deleteTree(unfinished);
        format(unfinished);
        try {
            return Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw folder.unusable("cannot be written (" + e + ")", e);
        }
    }

    private static void format(Path directory) {
        String clusterId = Uuid.randomUuid().toString();
        log.info("Formatting {} for the Kafka cluster {}", directory, clusterId);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(clusterId)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new StartFailedException(
                    "Kafka cannot format " + directory + ": correct what it says, " + e.getMessage(), e);
        }
    }
}
