package dev.paco.console.erase;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Erasing participants.
 *
 * @param settle how long an erasure waits until no gateway takes messages of theirs any more and all that was taken is on the log: ten
 *     seconds until a gateway knows, thirty for what is on its way, and some more
 */
@ConfigurationProperties("paco.console.erase")
record EraseProperties(@DefaultValue("60s") Duration settle) {}
