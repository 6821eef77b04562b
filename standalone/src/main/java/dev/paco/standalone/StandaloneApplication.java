package dev.paco.standalone;

import dev.paco.common.start.StartFailureException;
import dev.paco.infra.StartFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one JVM: {@code standalone.jar} runs the whole pipeline, {@code standalone.jar infra} Kafka and Postgres
 * alone. One hook stops the parts in order: gateway, console, writer, broker, Postgres.
 */
public final class StandaloneApplication {

    private static final Logger log = LoggerFactory.getLogger(StandaloneApplication.class);
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private StandaloneApplication() {}

    /** Starts what {@code args} ask for; a failure is told in one sentence and ends the JVM with status 1 or 2. */
    public static void main(String[] args) {
        if (args.length > 1 || (args.length == 1 && !args[0].equals("infra"))) {
            System.err.println("Usage: standalone.jar [infra]");
            System.exit(USAGE);
        }
        StandaloneApplication standalone = new StandaloneApplication();
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::stop, "paco-stop"));
        try {
            standalone.start(args.length == 1, System.getenv());
        } catch (StartFailureException failure) {
            fail(failure.getMessage() + " " + failure.action());
        } catch (StartFailedException failure) {
            fail(String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            log.error("Standalone has not started", failure);
            fail("Standalone has not started: " + failure.getMessage());
        }
    }

    private void start(boolean infrastructureAlone, Map<String, String> environment) {
        StandaloneSettings settings = StandaloneSettings.of(environment);
        Secrets secrets = Secrets.in(settings.dataFolder());
        if (!infrastructureAlone) {
            Ports.requireFree("GATEWAY_PORT", settings.gatewayPort());
            Ports.requireFree("GATEWAY_MANAGEMENT_PORT", settings.gatewayManagementPort());
            Ports.requireFree("CONSUMER_PORT", settings.consumerPort());
            Ports.requireFree("CONSOLE_PORT", settings.consolePort());
            Ports.requireFree("CONSOLE_MANAGEMENT_PORT", settings.consoleManagementPort());
        }
        Infrastructure infrastructure = Infrastructure.start(settings, secrets);
        started(infrastructure);
        infrastructure
                .brokerFailure()
                .thenAcceptAsync(failure -> fail("The Kafka broker has given up: " + failure.getMessage()));
        if (infrastructureAlone) {
            System.out.println(Welcome.infrastructure(settings));
            return;
        }
        started(Pipeline.start(
                settings,
                infrastructure.databaseUrl(),
                infrastructure.bootstrapServers(),
                PipelineSecrets.of(environment, secrets)));
        System.out.println(Welcome.pipeline(settings, PipelineSecrets.whereTheAdminPasswordIs(environment, settings)));
    }

    private synchronized void started(AutoCloseable part) {
        running.push(part);
    }

    /** The parts in the reverse order of their start. */
    private synchronized void stop() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                log.warn("A part has not stopped cleanly", e);
            }
        }
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(FAILED);
    }
}
