package dev.paco.console.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages ask Postgres.
 *
 * @param statementTimeout after which Postgres gives a page's statement up, so that no search holds the writer up for long
 */
@ConfigurationProperties("paco.console.database")
public record PageQueryProperties(@DefaultValue("10s") Duration statementTimeout) {}
