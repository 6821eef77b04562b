package dev.paco.console.download;

import dev.paco.common.start.StartFailureException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What downloads may take.
 *
 * @param atOnce that run at the same time, each with a connection of the pool; further ones are answered 503
 * @param stalledAfter after which one is broken off whose browser takes nothing: it keeps the connection, and Postgres from cleaning up
 */
@ConfigurationProperties("paco.console.download")
record DownloadProperties(
        @DefaultValue("3") int atOnce, @DefaultValue("10m") Duration stalledAfter) {

    DownloadProperties {
        if (atOnce < 1) {
            throw new StartFailureException(
                    "paco.console.download.at-once is " + atOnce + "; it must be at least 1.",
                    "Leave it out, or set it to 1 or more.");
        }
        if (stalledAfter.isNegative() || stalledAfter.isZero()) {
            throw new StartFailureException(
                    "paco.console.download.stalled-after is " + stalledAfter + "; it must be positive.",
                    "Leave it out, or set it to some minutes.");
        }
    }
}
