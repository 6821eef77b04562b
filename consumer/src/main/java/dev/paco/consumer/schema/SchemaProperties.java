package dev.paco.consumer.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the schema is changed under a running legacy writer.
 *
 * @param migrate whether the writer's start takes the steps that are missing; otherwise it waits until another has
 * @param lockTimeout how long a statement may queue for a lock that inserts have to queue behind, 1 ms to 900 ms; it is
 *     how long an insert of the legacy writer may be held up
 * @param patience for how long a migration or rollback tries again when others hold locks, at least {@code lockTimeout};
 *     then it fails and says so
 */
@ConfigurationProperties("paco.consumer.schema")
public record SchemaProperties(
        @DefaultValue("true") boolean migrate,
        @DefaultValue("500ms") Duration lockTimeout,
        @DefaultValue("10m") Duration patience) {

    private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofMillis(900);

    public SchemaProperties {
        // Postgres takes 0 for no limit at all.
        if (lockTimeout.toMillis() < 1 || lockTimeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "paco.consumer.schema.lock-timeout is " + lockTimeout + "; it must be 1 ms to 900 ms");
        }
        if (patience.compareTo(lockTimeout) < 0) {
            throw new IllegalArgumentException("paco.consumer.schema.patience is " + patience
                    + "; it must not be shorter than lock-timeout, " + lockTimeout);
        }
    }
}
