package dev.paco.gateway.health;

import dev.paco.common.topic.PacoTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at {@code paco.messages} again and again, on a thread of its own, and creates topics that are missing.
 *
 * <p>The log can take events when every partition has a leader and as many in-sync replicas as the topic demands.
 */
@Component
final class LogMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogMonitor.class);
    private static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";

    private final Map<String, Object> configuration;
    private final LogHealthProperties properties;
    private volatile LogState state = LogState.down("not looked at yet");
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Admin admin;
    private int minInSyncReplicas;

    LogMonitor(KafkaProperties kafka, LogHealthProperties properties) {
        this.properties = properties;
        this.configuration = kafka.buildAdminProperties();
        int timeout = Math.toIntExact(properties.timeout().toMillis());
        configuration.put(AdminClientConfig.CLIENT_ID_CONFIG, "paco-gateway-monitor");
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    }

    LogState state() {
        return state;
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "paco-log-monitor"));
        ScheduledFuture<?> unused = started.scheduleWithFixedDelay(
                this::look, 0, properties.interval().toMillis(), TimeUnit.MILLISECONDS);
        scheduler = started;
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.shutdownNow();
            scheduler = null;
        }
        if (admin != null) {
            admin.close(properties.timeout());
            admin = null;
        }
    }

    /** Runs before the web server starts, and until it has answered what it took. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private void look() {
        LogState before = state;
        state = currentState();
        if (!before.equals(state)) {
            log.info(state.canTakeEvents() ? "The log takes events" : "The log takes no events: {}", state.reason());
        }
    }

    private LogState currentState() {
        try {
            if (admin == null) {
                admin = Admin.create(configuration);
            }
            return examine(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LogState.down("stopping");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return LogState.down("Kafka cannot be reached: " + cause.getClass().getSimpleName());
        }
    }

    private LogState examine(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Optional<TopicDescription> topic = describe(admin);
        if (topic.isEmpty()) {
            createMissing(admin);
            return LogState.down(PacoTopic.MESSAGES.name() + " does not exist yet");
        }
        if (minInSyncReplicas == 0) {
            minInSyncReplicas = readMinInSyncReplicas(admin, topic.get());
        }
        return topic.get().partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.isr().size() < minInSyncReplicas)
                .findFirst()
                .map(partition -> LogState.down("partition " + partition.partition() + " has no leader or fewer than "
                        + minInSyncReplicas + " in-sync replicas"))
                .orElseGet(LogState::ready);
    }

    private Optional<TopicDescription> describe(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        String name = PacoTopic.MESSAGES.name();
        try {
            return Optional.of(
                    await(admin.describeTopics(List.of(name)).topicNameValues().get(name)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void createMissing(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        for (PacoTopic topic : PacoTopic.all()) {
            NewTopic created = new NewTopic(topic.name(), topic.partitions(), properties.replicationFactor());
            try {
                await(admin.createTopics(List.of(created.configs(topic.configuration())))
                        .all());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private int readMinInSyncReplicas(Admin admin, TopicDescription topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = await(admin.describeConfigs(List.of(resource)).values().get(resource));
        int minimum = Integer.parseInt(config.get(MIN_INSYNC_REPLICAS).value());
        int replicas = topic.partitions().get(0).replicas().size();
        if (replicas > 1 && minimum < 2) {
            log.warn(
                    "{} has {} replicas but {}={}: an acknowledged message may be on one broker alone; set it to 2",
                    topic.name(),
                    replicas,
                    MIN_INSYNC_REPLICAS,
                    minimum);
        }
        return minimum;
    }

    private <T> T await(@Nullable KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (future == null) {
            throw new IllegalStateException("Kafka's admin client has lost a future");
        }
        return future.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
