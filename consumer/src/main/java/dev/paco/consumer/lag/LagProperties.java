package dev.paco.consumer.lag;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Looking how far the writers are behind.
 *
 * @param poll how often
 */
@ConfigurationProperties("paco.consumer.lag")
record LagProperties(@DefaultValue("5s") Duration poll) {}
