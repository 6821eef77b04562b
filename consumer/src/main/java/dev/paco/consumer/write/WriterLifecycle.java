package dev.paco.consumer.write;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.schema.SchemaMigrator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Brings the writer up: the schema, then the topics, then the listener, each tried until it works, so that nothing has
 * to be started in a certain order.
 */
@Component
public final class WriterLifecycle implements SmartLifecycle {

    private final SchemaMigrator migrator;
    private final KafkaAdmin topics;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> writer;
    private final WriterState state;
    private final WriterProperties properties;
    private @Nullable Thread starter;
    private CountDownLatch stopping = new CountDownLatch(1);

    WriterLifecycle(
            SchemaMigrator migrator,
            KafkaAdmin topics,
            ConcurrentMessageListenerContainer<byte[], byte[]> writer,
            WriterState state,
            WriterProperties properties) {
        this.migrator = migrator;
        this.topics = topics;
        this.writer = writer;
        this.state = state;
        this.properties = properties;
    }

    /** Whether the writers of this process hold every partition, as they do when there is one process alone. */
    public boolean holdsAllPartitions() {
        return writer.isRunning()
                && writer.getAssignedPartitions() != null
                && writer.getAssignedPartitions().size() == PacoTopic.MESSAGES.partitions();
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        Thread started = new Thread(this::bringUp, "paco-writer-start");
        // A migration that waits for a lock must not keep the process from ending; it is taken up at the next start.
        started.setDaemon(true);
        starter = started;
        started.start();
    }

    @Override
    public synchronized void stop() {
        Thread stopped = starter;
        starter = null;
        stopping.countDown();
        try {
            if (stopped != null) {
                stopped.join(properties.retryAtMost().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return starter != null;
    }

    private void bringUp() {
        boolean ready = untilItWorks("migrating the schema", () -> {
                    migrator.makeReady();
                    return true;
                })
                && untilItWorks("creating the topics", topics::initialize);
        if (ready && untilItWorks("starting the listener", this::startListener)) {
            state.written();
            keepUp();
        }
    }

    private boolean startListener() {
        writer.start();
        return true;
    }

    /** A listener thread that an error has ended, such as no memory, is started anew with all others. */
    private void keepUp() {
        while (!isStopping()) {
            if (!writer.isInExpectedState()) {
                state.failed(new IllegalStateException("A listener thread has ended; all are started anew"));
                writer.stop();
                writer.start();
            }
        }
    }

    /** False when the application stops before it works. */
    private boolean untilItWorks(String step, Step attempt) {
        state.starting(step);
        while (true) {
            try {
                if (attempt.works()) {
                    return true;
                }
                state.failed(new IllegalStateException("Failed at " + step));
            } catch (RuntimeException outage) {
                state.failed(outage);
            }
            if (isStopping()) {
                return false;
            }
        }
    }

    /** Waits a while; true as soon as the application stops. */
    private boolean isStopping() {
        try {
            return stopping.await(properties.retryAtMost().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private interface Step {
        boolean works();
    }
}
