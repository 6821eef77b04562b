package dev.paco.consumer.adopt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Giving keys to rows that the old backend writes beside us.
 *
 * @param interval how often new ones are looked for; until then a message that comes both ways is two rows
 * @param batchSize how many rows a transaction takes
 */
@ConfigurationProperties("paco.consumer.adopt")
record AdoptProperties(
        @DefaultValue("20s") Duration interval,
        @DefaultValue("1000") int batchSize) {}
