package dev.paco.gateway.confirm;

import dev.paco.common.topic.PacoTopic;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** The one partition of {@code paco.confirmations} that this gateway reads, chosen at random at start. Thread-safe. */
@Component
public final class ConfirmationPartition {

    private final int number = ThreadLocalRandom.current().nextInt(PacoTopic.CONFIRMATIONS.partitions());
    private volatile boolean read;

    int number() {
        return number;
    }

    /** Whether the reader knows where it stands: what is confirmed from now on will be seen. */
    public boolean isRead() {
        return read;
    }

    void reading(boolean nowRead) {
        read = nowRead;
    }
}
