package dev.paco.consumer.schema;

import dev.paco.consumer.database.SqlState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * Does a change again while others hold locks that it needs, with pauses in which the inserts that queued behind it go
 * through.
 */
public final class LockPatience implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(LockPatience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RetryTemplate retries;

    public LockPatience(SchemaProperties properties) {
        retries = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(Long.MAX_VALUE)
                .timeout(properties.patience())
                .delay(FIRST_PAUSE)
                .jitter(FIRST_PAUSE.dividedBy(2))
                .multiplier(1.5)
                .maxDelay(LONGEST_PAUSE)
                .predicate(LockPatience::isLockConflict)
                .build());
        retries.setRetryListener(this);
    }

    /**
     * Returns what {@code change} returns, once it gets its locks.
     *
     * @param attempt names the change, for the message of the exception
     * @throws SchemaChangeException when it fails for another reason, or patience ends
     */
    public <R> R until(String attempt, Retryable<R> change) {
        try {
            return retries.execute(change);
        } catch (RetryException failure) {
            throw new SchemaChangeException(attempt, failure.getLastException());
        }
    }

    private static boolean isLockConflict(Throwable failure) {
        return SqlState.of(failure).map(SqlState::isLockConflict).orElse(false);
    }

    @Override
    public void beforeRetry(RetryPolicy policy, Retryable<?> retryable) {
        log.info("Trying again: another session held a lock on the tables");
    }
}
