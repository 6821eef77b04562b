package dev.paco.standalone;

import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Standalone in a JVM of its own, so that it can be killed. */
final class StandaloneProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private final Ports ports;
    private final Path dataFolder;

    private StandaloneProcess(Process process, Path output, Ports ports, Path dataFolder) {
        this.process = process;
        this.output = output;
        this.ports = ports;
        this.dataFolder = dataFolder;
    }

    /** Ports that were free a moment ago. */
    record Ports(
            int gateway,
            int gatewayManagement,
            int consumer,
            int console,
            int consoleManagement,
            int kafka,
            int postgres) {
        static Ports free() {
            List<Integer> ports =
                    Stream.generate(LoopbackPort::anyFree).distinct().limit(7).toList();
            return new Ports(
                    ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5), ports.get(6));
        }

        Ports withGateway(int taken) {
            return new Ports(taken, gatewayManagement, consumer, console, consoleManagement, kafka, postgres);
        }
    }

    static StandaloneProcess start(Path dataFolder, Ports ports, String... arguments) throws IOException {
        return start(dataFolder, ports, Map.of(), arguments);
    }

    static StandaloneProcess start(Path dataFolder, Ports ports, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                StandaloneApplication.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(Path.of("target"), "standalone", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PACO_DATA_DIR", dataFolder.toString(),
                        "GATEWAY_PORT", Integer.toString(ports.gateway()),
                        "GATEWAY_MANAGEMENT_PORT", Integer.toString(ports.gatewayManagement()),
                        "CONSUMER_PORT", Integer.toString(ports.consumer()),
                        "CONSOLE_PORT", Integer.toString(ports.console()),
                        "CONSOLE_MANAGEMENT_PORT", Integer.toString(ports.consoleManagement()),
                        "KAFKA_PORT", Integer.toString(ports.kafka()),
                        "POSTGRES_PORT", Integer.toString(ports.postgres())));
        builder.environment().putAll(environment);
        return new StandaloneProcess(builder.start(), output, ports, dataFolder);
    }

    boolean isReady() {
        return output().contains("ready.\n");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Client client() throws IOException {
        return new Client(
                "http://localhost:" + ports.gateway(),
                Files.readString(dataFolder.resolve("database.url")).strip());
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitStatus();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Standalone does not stop:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
