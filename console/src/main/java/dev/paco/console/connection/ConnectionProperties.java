package dev.paco.console.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long browsers may take.
 *
 * @param idle after which a connection without a request is closed
 * @param read between two pieces of a request's body
 * @param body of a whole request, to arrive; then 408, as after {@code read}
 */
@ConfigurationProperties("paco.console.connection")
public record ConnectionProperties(
        @DefaultValue("60s") Duration idle,
        @DefaultValue("15s") Duration read,
        @DefaultValue("2m") Duration body) {}
