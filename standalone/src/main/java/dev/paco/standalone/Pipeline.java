package dev.paco.standalone;

import dev.paco.common.database.DatabaseUrl;
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

/** Consumer and gateway, each an application of its own, in this JVM. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ConfigurableApplicationContext consumer;
    private final ConfigurableApplicationContext gateway;

    private Pipeline(ConfigurableApplicationContext consumer, ConfigurableApplicationContext gateway) {
        this.consumer = consumer;
        this.gateway = gateway;
    }

    /** Starts both and returns when the writer holds its partitions and the gateway reads confirmations. */
    static Pipeline start(StandaloneSettings settings, String databaseUrl, String bootstrapServers, String jwtSecret) {
        List<String> connections =
                List.of("--DATABASE_URL=" + databaseUrl, "--KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers);
        ConfigurableApplicationContext consumer =
                run(ConsumerApplication.application(), consumerArguments(settings, connections));
        try {
            WriterLifecycle writer = consumer.getBean(WriterLifecycle.class);
            await("the writer to hold its partitions", writer::holdsAllPartitions);
            Participants.seed(DatabaseUrl.parse(databaseUrl));
            SpringApplication application = GatewayApplication.application();
            ConfirmationsRead confirmations = new ConfirmationsRead();
            application.addInitializers(context -> {
                context.getBeanFactory().registerSingleton("confirmationsHealthIndicator", confirmations);
                context.getBeanFactory().registerSingleton("demo", Demo.routes());
            });
            ConfigurableApplicationContext gateway =
                    run(application, gatewayArguments(settings, connections, jwtSecret));
            confirmations.partition = gateway.getBean(ConfirmationPartition.class);
            await("the gateway to read confirmations", confirmations::areRead);
            return new Pipeline(consumer, gateway);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    /** Where the gateway listens, also when its port was left to chance. */
    int gatewayPort() {
        return Integer.parseInt(gateway.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Where the gateway shows its meters. */
    int gatewayManagementPort() {
        return Integer.parseInt(gateway.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** Where the writer shows its meters. */
    int consumerPort() {
        return Integer.parseInt(consumer.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Stops the gateway, then the writer; what was acknowledged before is on the log. */
    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            consumer.close();
        }
    }

    private static List<String> consumerArguments(StandaloneSettings settings, List<String> connections) {
        return arguments(connections, "--server.port=" + settings.consumerPort(), "--server.address=127.0.0.1");
    }

    private static List<String> gatewayArguments(
            StandaloneSettings settings, List<String> connections, String jwtSecret) {
        return arguments(
                connections,
                "--PACO_JWT_SECRET=" + jwtSecret,
                "--server.port=" + settings.gatewayPort(),
                "--management.server.port=" + settings.gatewayManagementPort(),
                "--management.server.address=127.0.0.1",
                "--management.endpoint.health.group.readiness.include=readinessState,log,confirmations");
    }

    private static List<String> arguments(List<String> connections, String... further) {
        List<String> arguments = new ArrayList<>(connections);
        arguments.add("--logging.register-shutdown-hook=false");
        // One log for both: the first one's name would stand in every line.
        arguments.add("--logging.include-application-name=false");
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
