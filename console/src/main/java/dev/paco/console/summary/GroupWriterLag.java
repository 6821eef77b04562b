package dev.paco.console.summary;

import dev.paco.consumer.log.GroupLag;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.PartitionLag;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The lag that the brokers tell of. Connections are kept, and made anew after a failure. */
@Component
final class GroupWriterLag implements WriterLag, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(GroupWriterLag.class);

    private final LogClients clients;
    private final Clock clock;
    private @Nullable GroupLag group;

    GroupWriterLag(LogClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Duration> read() {
        try {
            GroupLag known = group;
            if (known == null) {
                known = new GroupLag(clients, clock);
                group = known;
            }
            return PartitionLag.oldest(known.read());
        } catch (RuntimeException unknown) {
            log.debug("The lag is not known: {}", unknown.toString());
            destroy();
            return Optional.empty();
        }
    }

    @Override
    public synchronized void destroy() {
        if (group != null) {
            group.close();
            group = null;
        }
    }
}
