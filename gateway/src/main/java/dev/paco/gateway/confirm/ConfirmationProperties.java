package dev.paco.gateway.confirm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Waiting for the writer's word.
 *
 * @param patience {@code wait}: how long a request waits for its row before it is answered 202, and how long nothing may be confirmed
 *     before nobody waits any more; 0 never waits
 * @param maxWait the longest wait that {@code Prefer: wait=N} may ask for
 * @param probeInterval how often a save asks for a confirmation while nobody waits
 * @param maxPending how many requests may wait; a further one does not
 */
@ConfigurationProperties("paco.gateway.confirmation")
public record ConfirmationProperties(
        @Name("wait") @DefaultValue("2s") Duration patience,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("100ms") Duration probeInterval,
        @DefaultValue("10000") int maxPending) {}
