package dev.paco.consumer.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Migrating.
 *
 * @param lockTimeout how long a migration waits for a lock before it lets the old backend's writers pass and tries again
 * @param patience how long it tries again before it gives up, which at the start of the consumer means to begin anew
 */
@ConfigurationProperties("paco.consumer.schema")
public record SchemaProperties(
        @DefaultValue("500ms") Duration lockTimeout,
        @DefaultValue("10m") Duration patience) {

    /** The defaults, for the command line. */
    public static SchemaProperties byDefault() {
        return new SchemaProperties(Duration.ofMillis(500), Duration.ofMinutes(10));
    }
}
