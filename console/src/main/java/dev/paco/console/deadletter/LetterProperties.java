package dev.paco.console.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Dead letters in the console.
 *
 * @param kept how many of the newest letters it holds in memory, about 0.5 KB each; older ones are for the command line
 * @param patience how long a page waits for the brokers before it tells what it knew
 * @param settle how long a redrive waits for the writers to have been past what it put on the log
 */
@ConfigurationProperties("paco.console.dead-letters")
record LetterProperties(
        @DefaultValue("100000") int kept,
        @DefaultValue("2500ms") Duration patience,
        @DefaultValue("30s") Duration settle) {}
