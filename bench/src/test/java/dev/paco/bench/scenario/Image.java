package dev.paco.bench.scenario;

import dev.paco.bench.stand.Launch;
import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program as its image has it: the extracted jar, and the cache of a training.
 *
 * @param jar the runnable jar that it was made of
 */
record Image(String program, Path jar, Path folder) {

    private static final Path STANDALONE = Path.of("../standalone/target/standalone.jar");
    private static final Path TRAIN = Path.of("../deploy/train.sh");

    static Image of(String program, Path folder) {
        return new Image(
                program,
                Path.of("..", program, "target", program + ".jar")
                        .toAbsolutePath()
                        .normalize(),
                folder.resolve(program).toAbsolutePath());
    }

    Path extractedJar() {
        return folder.resolve(program + ".jar");
    }

    Path cache() {
        return folder.resolve(program + ".aot");
    }

    /** Extracts the jar, as the Dockerfile does. */
    void extract(Path jdk) throws InterruptedException {
        Launch.andWait(
                List.of(
                        jdk.resolve("bin/java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString()),
                folder,
                Map.of(),
                folder.resolveSibling(program + "-extract.log"));
    }

    /** Makes the caches of both, as the Dockerfile does. */
    static void train(Image gateway, Image consumer, Path jdk, Path folder) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", jdk.toString()));
        for (String port :
                List.of("KAFKA_PORT", "POSTGRES_PORT", "GATEWAY_PORT", "GATEWAY_MANAGEMENT_PORT", "CONSUMER_PORT")) {
            environment.put(port, Integer.toString(LoopbackPort.anyFree()));
        }
        Path made = folder.resolve("trained").toAbsolutePath();
        Launch.andWait(
                List.of(
                        "bash",
                        TRAIN.toAbsolutePath().normalize().toString(),
                        STANDALONE.toAbsolutePath().normalize().toString(),
                        gateway.extractedJar().toString(),
                        consumer.extractedJar().toString(),
                        made.toString()),
                folder,
                environment,
                folder.resolve("train.log"));
        for (Image image : List.of(gateway, consumer)) {
            Files.move(
                    made.resolve(image.program() + ".aot"),
                    image.cache(),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
