package dev.paco.gateway.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Watching the log.
 *
 * @param interval how often the log is looked at
 * @param timeout how long the brokers may take to answer before the log counts as unreachable
 * @param replicationFactor of topics that the gateway has to create; -1 is the brokers' default
 */
@ConfigurationProperties("paco.gateway.log")
record LogHealthProperties(
        @DefaultValue("1s") Duration interval,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("-1") short replicationFactor) {}
