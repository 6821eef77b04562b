package dev.paco.infra.kafka;

import dev.paco.infra.PortTakenException;
import dev.paco.infra.Service;
import dev.paco.infra.StartFailedException;
import dev.paco.infra.UnusableFolderException;
import dev.paco.infra.host.LoopbackPort;
import dev.paco.infra.host.ServiceFolder;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker on 127.0.0.1, its own controller, whose data survive this JVM, however it ends.
 *
 * <p>Topics are created explicitly. No shutdown hook is registered: whoever starts it closes it.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;

    private final ServiceFolder folder;
    private final BrokerProcess broker;
    private final int port;

    private EmbeddedKafka(ServiceFolder folder, BrokerProcess broker, int port) {
        this.folder = folder;
        this.broker = broker;
        this.port = port;
    }

    /**
     * Formats the data folder where it is empty, starts the broker and returns when it serves.
     *
     * @throws PortTakenException if another program listens on the port
     * @throws UnusableFolderException if the folder cannot be written or is in use
     * @throws StartFailedException for every other reason
     */
    public static EmbeddedKafka start(KafkaSettings settings) {
        ServiceFolder folder = ServiceFolder.take(Service.KAFKA, settings.dataDirectory());
        try {
            EmbeddedKafka kafka = start(settings, folder, LogDirectory.formatted(folder));
            log.info("Kafka listens on {}, its data are in {}", kafka.bootstrapServers(), folder.path());
            return kafka;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What clients connect to: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /**
     * Completes, never exceptionally, if the broker gives up by itself, as it does when its disk fails. A broker that is a
     * process of its own would exit; here its owner decides, and should stop the process in order.
     */
    public CompletionStage<Throwable> fatalError() {
        return broker.fatalError();
    }

    /** Closes the logs and returns when the broker is down, or after 30 s. */
    @Override
    public void close() {
        try (folder) {
            broker.stop();
        }
    }

    private static EmbeddedKafka start(KafkaSettings settings, ServiceFolder folder, Path data) {
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() != 0 ? settings.port() : LoopbackPort.anyFree();
            if (!LoopbackPort.isFree(port)) {
                throw new PortTakenException(Service.KAFKA, port);
            }
            try {
                int controllerPort = LoopbackPort.anyFreeBut(port);
                return new EmbeddedKafka(
                        folder, BrokerProcess.start(BrokerProperties.of(settings, data, port, controllerPort)), port);
            } catch (CompletionException e) {
                // Between the look at a port and the broker's bind another program can take it.
                if (!isBindFailure(e) || attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw failure(folder, e);
                }
            }
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).anyMatch(BindException.class::isInstance);
    }

    private static StartFailedException failure(ServiceFolder folder, CompletionException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new StartFailedException(
                "Kafka did not start on " + folder.path() + ": correct what it says, " + reason, reason);
    }
}
