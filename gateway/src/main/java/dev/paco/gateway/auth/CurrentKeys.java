package dev.paco.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The keys that count now: those of the folder where one is set, read again and again, otherwise those of the
 * configuration. While the folder is not as it should be, the keys that were read last stay, all of them. Thread-safe.
 */
@Component
final class CurrentKeys implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CurrentKeys.class);

    private final @Nullable KeyFolder folder;
    private final Duration poll;
    private final Clock clock;
    private volatile TokenKeys keys;
    private volatile Instant read;
    private @Nullable Disposable polling;

    CurrentKeys(AuthProperties properties, Clock clock, AuthMetrics metrics) {
        this.poll = properties.keysPoll();
        this.clock = clock;
        this.folder = properties.keys() == null ? null : new KeyFolder(properties.keys());
        this.keys = folder == null ? TokenKeys.of(properties) : folder.read();
        this.read = clock.instant();
        if (folder != null) {
            log.info("Tokens hold that are signed by the keys {} of {}", keys.keyIds(), folder);
            metrics.watchAgeOfKeys(this, CurrentKeys::age);
        }
    }

    /** Keys that belong together. */
    TokenKeys get() {
        return keys;
    }

    /** Time since the folder was read last, as a whole. */
    Duration age() {
        return Duration.between(read, clock.instant());
    }

    @Override
    public void start() {
        KeyFolder watched = folder;
        if (watched != null) {
            // Files are read where blocking is allowed.
            polling = Flux.interval(poll, Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .doOnNext(tick -> read(watched))
                    .doOnError(e -> log.error("Reading {} has failed; it goes on", watched, e))
                    .retry()
                    .subscribe();
        }
    }

    @Override
    public void stop() {
        if (polling != null) {
            polling.dispose();
            polling = null;
        }
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }

    private void read(KeyFolder watched) {
        try {
            TokenKeys found = watched.read();
            if (!found.sameAs(keys)) {
                log.info("Tokens hold that are signed by the keys {} of {} from now on", found.keyIds(), watched);
            }
            keys = found;
            read = clock.instant();
        } catch (InvalidSecretException e) {
            log.error(
                    "The keys stay {}, also those that were withdrawn: {} {}",
                    keys.keyIds(),
                    e.getMessage(),
                    e.action());
        }
    }
}
