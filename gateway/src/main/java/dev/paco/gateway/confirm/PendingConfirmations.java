package dev.paco.gateway.confirm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paco.common.event.Confirmation;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Brings requests that wait and confirmations that arrive together. Thread-safe. */
@Component
public final class PendingConfirmations {

    private static final Logger log = LoggerFactory.getLogger(PendingConfirmations.class);
    private static final Duration MIN_PATIENCE = Duration.ofMillis(500);
    private static final int MAX_PROBES = 1_000;

    private final ConfirmationProperties properties;
    private final ConfirmationPartition partition;
    private final ConfirmationMetrics metrics;
    private final ConfirmationCircuit circuit;
    private final Map<UUID, Waiter> waiting = new ConcurrentHashMap<>();
    private final Cache<UUID, Long> probes;
    private volatile boolean stopping;

    PendingConfirmations(
            ConfirmationProperties properties, ConfirmationPartition partition, ConfirmationMetrics metrics) {
        Duration patience = properties.patience().compareTo(MIN_PATIENCE) > 0 ? properties.patience() : MIN_PATIENCE;
        this.properties = properties;
        this.partition = partition;
        this.metrics = metrics;
        this.circuit = new ConfirmationCircuit(patience, properties.probeInterval(), System::nanoTime);
        this.probes = Caffeine.newBuilder()
                .maximumSize(MAX_PROBES)
                .expireAfterWrite(patience)
                .build();
        metrics.watch(waiting, circuit::isOpen);
    }

    /**
     * Prepares to wait for {@code eventId}, before it is published. The ticket must be waited for or released.
     *
     * @param wait how long the client would wait; longer than {@code max-wait} counts as that
     */
    public ConfirmationTicket ticketFor(UUID eventId, Duration wait) {
        if (stopping || !partition.isRead() || wait.isZero()) {
            return ConfirmationTicket.NONE;
        }
        if (circuit.isOpen()) {
            return circuit.admitsProbe() ? probe(eventId) : ConfirmationTicket.NONE;
        }
        return waiting.size() < properties.maxPending() ? waiter(eventId, wait) : ConfirmationTicket.NONE;
    }

    /** From now on nobody waits; who does is told at once that the log has the message. */
    void letAllGo() {
        stopping = true;
        waiting.values().forEach(Waiter::letGo);
    }

    /** Whoever has waited long enough is told that the log has the message. */
    void tellOverdue() {
        long now = System.nanoTime();
        for (Waiter waiter : waiting.values()) {
            if (waiter.isOverdue(now)) {
                waiter.letGo();
            }
        }
    }

    /** Takes what the writer has said; what nobody waits for is ignored. */
    void arrived(Confirmation confirmation) {
        Waiter waiter = waiting.remove(confirmation.eventId());
        if (waiter != null) {
            circuit.confirmed();
            metrics.confirmed();
            waiter.tell(confirmation);
            return;
        }
        Long askedAt = probes.asMap().remove(confirmation.eventId());
        if (askedAt != null) {
            circuit.probeConfirmed(askedAt);
        }
    }

    private ConfirmationTicket probe(UUID eventId) {
        probes.put(eventId, System.nanoTime());
        return new ConfirmationTicket(partition.number(), Mono.empty(), () -> {});
    }

    private ConfirmationTicket waiter(UUID eventId, Duration wait) {
        Duration limit = wait.compareTo(properties.maxWait()) < 0 ? wait : properties.maxWait();
        Waiter waiter = new Waiter(limit);
        waiting.put(eventId, waiter);
        circuit.waiting();
        if (stopping) {
            waiter.letGo();
        }
        Mono<Confirmation> confirmed = waiter.confirmed().doFinally(signal -> {
            // Whose client has gone was not late.
            if (giveUp(eventId) && signal != SignalType.CANCEL) {
                metrics.late();
            }
        });
        return new ConfirmationTicket(partition.number(), confirmed, () -> giveUp(eventId));
    }

    /** False when it has been confirmed meanwhile, or given up. */
    private boolean giveUp(UUID eventId) {
        if (waiting.remove(eventId) == null) {
            return false;
        }
        if (circuit.gaveUp()) {
            log.warn("Nothing was confirmed for {}; saves are answered 202 without waiting", properties.patience());
            metrics.opened();
            waiting.values().forEach(Waiter::letGo);
        }
        return true;
    }
}
