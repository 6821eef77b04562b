package dev.paco.standalone;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.console.ConsoleApplication;
import dev.paco.consumer.ConsumerApplication;
import dev.paco.consumer.write.WriterLifecycle;
import dev.paco.gateway.GatewayApplication;
import dev.paco.gateway.confirm.ConfirmationPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** Consumer, gateway and console, each an application of its own, in this JVM. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ConfigurableApplicationContext consumer;
    private final ConfigurableApplicationContext gateway;
    private final ConfigurableApplicationContext console;

    private Pipeline(
            ConfigurableApplicationContext consumer,
            ConfigurableApplicationContext gateway,
            ConfigurableApplicationContext console) {
        this.consumer = consumer;
        this.gateway = gateway;
        this.console = console;
    }

    /** Starts all and returns when the writer holds its partitions and the gateway reads confirmations. */
    static Pipeline start(
            StandaloneSettings settings, String databaseUrl, String bootstrapServers, PipelineSecrets secrets) {
        List<String> connections =
                List.of("--DATABASE_URL=" + databaseUrl, "--KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers);
        ConfigurableApplicationContext consumer =
                run(ConsumerApplication.application(), consumerArguments(settings, connections));
        try {
            WriterLifecycle writer = consumer.getBean(WriterLifecycle.class);
            await("the writer to hold its partitions", writer::holdsAllPartitions);
            Participants.seed(DatabaseUrl.parse(databaseUrl));
            ConfigurableApplicationContext gateway = gateway(settings, connections, secrets);
            try {
                ConfigurableApplicationContext console = run(
                        ConsoleApplication.application(),
                        consoleArguments(settings, connections, secrets, managementPort(gateway), port(consumer)));
                return new Pipeline(consumer, gateway, console);
            } catch (RuntimeException failure) {
                gateway.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private static ConfigurableApplicationContext gateway(
            StandaloneSettings settings, List<String> connections, PipelineSecrets secrets) {
        SpringApplication application = GatewayApplication.application();
        ConfirmationsRead confirmations = new ConfirmationsRead();
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("confirmationsHealthIndicator", confirmations);
            context.getBeanFactory().registerSingleton("demo", Demo.routes());
        });
        ConfigurableApplicationContext gateway =
                run(application, gatewayArguments(settings, connections, secrets.jwtSecret()));
        confirmations.partition = gateway.getBean(ConfirmationPartition.class);
        await("the gateway to read confirmations", confirmations::areRead);
        return gateway;
    }

    /** Where the gateway listens, also when its port was left to chance. */
    int gatewayPort() {
        return port(gateway);
    }

    /** Where the gateway shows its meters. */
    int gatewayManagementPort() {
        return managementPort(gateway);
    }

    /** Where the writer shows its meters. */
    int consumerPort() {
        return port(consumer);
    }

    /** Where the console listens. */
    int consolePort() {
        return port(console);
    }

    /** Where the console shows its meters. */
    int consoleManagementPort() {
        return managementPort(console);
    }

    private static int port(ConfigurableApplicationContext application) {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static int managementPort(ConfigurableApplicationContext application) {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** Stops the gateway, the console, then the writer; what was acknowledged before is on the log. */
    @Override
    public void close() {
        try (consumer;
                console) {
            gateway.close();
        }
    }

    private static List<String> consumerArguments(StandaloneSettings settings, List<String> connections) {
        return arguments(
                settings, connections, "--server.port=" + settings.consumerPort(), "--server.address=127.0.0.1");
    }

    private static List<String> gatewayArguments(
            StandaloneSettings settings, List<String> connections, String jwtSecret) {
        return arguments(
                settings,
                connections,
                "--PACO_JWT_SECRET=" + jwtSecret,
                "--server.port=" + settings.gatewayPort(),
                "--management.server.port=" + settings.gatewayManagementPort(),
                "--management.server.address=127.0.0.1",
                "--management.endpoint.health.group.readiness.include=readinessState,log,confirmations");
    }

    private static List<String> consoleArguments(
            StandaloneSettings settings,
            List<String> connections,
            PipelineSecrets secrets,
            int gatewayManagementPort,
            int consumerPort) {
        return arguments(
                settings,
                connections,
                "--PACO_ADMIN_PASSWORD=" + secrets.adminPassword(),
                "--PACO_PSEUDONYM_KEY=" + secrets.pseudonymKey(),
                "--server.port=" + settings.consolePort(),
                "--management.server.port=" + settings.consoleManagementPort(),
                "--management.server.address=127.0.0.1",
                "--paco.console.pipeline.gateways=http://127.0.0.1:" + gatewayManagementPort,
                "--paco.console.pipeline.writers=http://127.0.0.1:" + consumerPort);
    }

    private static List<String> arguments(StandaloneSettings settings, List<String> connections, String... further) {
        List<String> arguments = new ArrayList<>(connections);
        arguments.add("--logging.register-shutdown-hook=false");
        // One log for all: the first one's name would stand in every line.
        arguments.add("--logging.include-application-name=false");
        arguments.add("--logging.structured.ecs.service.name=paco-standalone");
        if (settings.structuredLog()) {
            arguments.add("--logging.config=classpath:structured-log.xml");
        }
        // The disk that fills is the one with the data.
        arguments.add("--management.metrics.system.diskspace.paths=" + settings.dataFolder());
        arguments.addAll(List.of(further));
        return arguments;
    }

    private static ConfigurableApplicationContext run(SpringApplication application, List<String> arguments) {
        application.setRegisterShutdownHook(false);
        return application.run(arguments.toArray(String[]::new));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
        }
    }

    /** Keeps the gateway from turning ready before it would see what the writer confirms. */
    private static final class ConfirmationsRead implements HealthIndicator {

        private volatile @Nullable ConfirmationPartition partition;

        boolean areRead() {
            ConfirmationPartition known = partition;
            return known != null && known.isRead();
        }

        @Override
        public Health health() {
            return areRead() ? Health.up().build() : Health.down().build();
        }
    }
}
