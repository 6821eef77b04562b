package dev.paco.consumer.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The writer's connections.
 *
 * @param connectTimeout how long a connection may take to be made before the batch is tried again
 * @param statementTimeout how long Postgres may work on one statement before it is cancelled; a batch is halved then, so
 *     that a slow database is no dead end. A connection that says nothing for two seconds longer is given up
 */
@ConfigurationProperties("paco.consumer.database")
public record DatabaseProperties(
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration statementTimeout) {}
