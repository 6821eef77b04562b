package dev.paco.standalone;

import dev.paco.common.start.StartFailureException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What standalone takes from the environment.
 *
 * @param dataFolder {@code PACO_DATA_DIR}: where everything is kept
 * @param gatewayPort {@code GATEWAY_PORT}
 * @param gatewayManagementPort {@code GATEWAY_MANAGEMENT_PORT}
 * @param consumerPort {@code CONSUMER_PORT}
 * @param consolePort {@code CONSOLE_PORT}
 * @param consoleManagementPort {@code CONSOLE_MANAGEMENT_PORT}
 * @param kafkaPort {@code KAFKA_PORT}
 * @param postgresPort {@code POSTGRES_PORT}
 * @param structuredLog {@code LOGGING_STRUCTURED_FORMAT_CONSOLE} is set: whether lines of the log are JSON
 */
record StandaloneSettings(
        Path dataFolder,
        int gatewayPort,
        int gatewayManagementPort,
        int consumerPort,
        int consolePort,
        int consoleManagementPort,
        int kafkaPort,
        int postgresPort,
        boolean structuredLog) {

    static StandaloneSettings of(Map<String, String> environment) {
        return new StandaloneSettings(
                Path.of(environment.getOrDefault("PACO_DATA_DIR", ".paco")).toAbsolutePath(),
                port(environment, "GATEWAY_PORT", 8000),
                port(environment, "GATEWAY_MANAGEMENT_PORT", 8010),
                port(environment, "CONSUMER_PORT", 8001),
                port(environment, "CONSOLE_PORT", 8002),
                port(environment, "CONSOLE_MANAGEMENT_PORT", 8012),
                port(environment, "KAFKA_PORT", 9092),
                port(environment, "POSTGRES_PORT", 5433),
                !environment
                        .getOrDefault("LOGGING_STRUCTURED_FORMAT_CONSOLE", "")
                        .isEmpty());
    }

    private static int port(Map<String, String> environment, String name, int byDefault) {
        String text = environment.getOrDefault(name, Integer.toString(byDefault));
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new StartFailureException(
                name + " is '" + text + "', which is no port.", "Set " + name + " to a number from 1 to 65535.");
    }
}
