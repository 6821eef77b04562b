package dev.paco.consumer.write;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the writer is doing, for health and logs. Thread-safe. */
@Component
public final class WriterState {

    private static final Logger log = LoggerFactory.getLogger(WriterState.class);

    private volatile @Nullable String trouble = "starting";
    private volatile boolean withoutParticipants;

    /** What keeps the writer from writing; null when nothing is known to. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Whether the writer waits since the database has no participant at all. */
    boolean isWithoutParticipants() {
        return withoutParticipants;
    }

    void starting(String step) {
        trouble = step;
    }

    void written() {
        if (trouble != null) {
            trouble = null;
            withoutParticipants = false;
            log.info("The writer writes");
        }
    }

    void failed(Throwable outage) {
        String now = String.valueOf(outage.getMessage());
        withoutParticipants =
                outage.getCause() instanceof NoParticipantsException || outage instanceof NoParticipantsException;
        if (!now.equals(trouble)) {
            trouble = now;
            log.warn("The writer waits and tries again: {}", now);
        }
    }
}
