package dev.paco.gateway.auth;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The participants whose tokens no longer count, read again and again. Through an outage of the database the last list
 * stays; without any list yet, every token is accepted: what was said must not get lost. Thread-safe.
 */
@Component
final class DeactivatedParticipants implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeactivatedParticipants.class);

    private final ParticipantStore participants;
    private final AuthProperties properties;
    private volatile Set<String> researchIds = Set.of();
    private @Nullable Disposable polling;

    DeactivatedParticipants(ParticipantStore participants, AuthProperties properties) {
        this.participants = participants;
        this.properties = properties;
    }

    boolean contains(String researchId) {
        return researchIds.contains(researchId);
    }

    @Override
    public void start() {
        polling = Flux.interval(Duration.ZERO, properties.deactivatedPoll())
                .onBackpressureDrop()
                .concatMap(tick -> read(), 1)
                .subscribe();
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

    private Mono<Void> read() {
        return participants
                .deactivated()
                .doOnNext(read -> researchIds = read)
                .onErrorResume(e -> {
                    log.warn(
                            "The deactivated participants cannot be read; the last list of {} stays: {}",
                            researchIds.size(),
                            e.getMessage());
                    return Mono.empty();
                })
                .then();
    }
}
