package dev.paco.consumer.adopt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the legacy writer's rows get their keys.
 *
 * @param interval pause between two passes, more than 0; until its pass a message that both writers save is there twice
 * @param batchSize rows a transaction, at least 1; a larger batch is held in memory as a whole and locks rows longer
 */
@ConfigurationProperties("paco.consumer.adopt")
public record AdoptProperties(
        @DefaultValue("20s") Duration interval,
        @DefaultValue("1000") int batchSize) {

    public AdoptProperties {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("paco.consumer.adopt.interval is " + interval + "; it must be positive");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException(
                    "paco.consumer.adopt.batch-size is " + batchSize + "; it must be at least 1");
        }
    }
}
