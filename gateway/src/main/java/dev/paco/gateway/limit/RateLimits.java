package dev.paco.gateway.limit;

import dev.paco.gateway.limit.Buckets.Rate;
import dev.paco.gateway.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts who asks how often, and refuses what is too often; each gateway for itself. Thread-safe. */
@Component
public final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final boolean enabled;
    private final Limit<Network> addresses;
    private final Limit<String> researchIds;
    private final Limit<String> saves;

    RateLimits(RateLimitProperties properties, LimitMetrics metrics) {
        this.enabled = properties.enabled();
        int most = properties.maxTracked();
        addresses = new Limit<>(
                "address", new Rate(properties.perAddress(), properties.perAddress(), MINUTE), most, metrics);
        researchIds = new Limit<>("id", new Rate(properties.perId(), properties.perId(), MINUTE), most, metrics);
        saves = new Limit<>("save", new Rate(properties.saveBurst(), properties.saves(), SECOND), most, metrics);
    }

    /** Counts a call that needs no token and speaks of {@code researchId}, whoever calls; why it is refused, if it is. */
    public Optional<Problem> claim(String researchId) {
        return enabled ? researchIds.take(researchId, 1) : Optional.empty();
    }

    /**
     * Counts messages of an authenticated participant; why they are refused, if they are: all or none.
     *
     * @param messages how many; more than the burst count as the whole burst
     */
    public Optional<Problem> save(String researchId, int messages) {
        return enabled ? saves.take(researchId, messages) : Optional.empty();
    }

    /** Counts a call without a token from {@code network}; why it is refused, if it is. */
    Optional<Problem> call(Network network) {
        return enabled ? addresses.take(network, 1) : Optional.empty();
    }
}
