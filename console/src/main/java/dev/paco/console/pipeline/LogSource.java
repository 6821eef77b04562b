package dev.paco.console.pipeline;

import dev.paco.consumer.log.GroupLag;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.PartitionLag;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Reads how the log is, and connects anew after the brokers were away. Not thread-safe. */
final class LogSource implements Callable<LogReading> {

    private final LogClients clients;
    private final Clock clock;
    private @Nullable GroupLag lag;

    LogSource(LogClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public LogReading call() {
        GroupLag connected = lag == null ? new GroupLag(clients, clock) : lag;
        lag = connected;
        try {
            List<PartitionLag> partitions = connected.read();
            return new LogReading(clock.instant(), partitions, connected.writers(), connected.brokers());
        } catch (RuntimeException outage) {
            lag = null;
            connected.close();
            throw outage;
        }
    }

    /** Lets go of the brokers; the next call connects anew. */
    void close() {
        if (lag != null) {
            lag.close();
            lag = null;
        }
    }
}
