package dev.paco.gateway.health;

import dev.paco.gateway.publish.MessagePublisher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while a message that came now could be published: what {@code /readyz} tells. Asks nobody, so never waits. */
@Component("logHealthIndicator")
final class LogHealthIndicator implements HealthIndicator {

    private final LogMonitor monitor;
    private final MessagePublisher publisher;

    LogHealthIndicator(LogMonitor monitor, MessagePublisher publisher) {
        this.monitor = monitor;
        this.publisher = publisher;
    }

    @Override
    public Health health() {
        if (!publisher.hasRoom()) {
            return Health.down()
                    .withDetail("reason", "too many events in flight")
                    .build();
        }
        LogState state = monitor.state();
        return state.canTakeEvents()
                ? Health.up().build()
                : Health.down().withDetail("reason", state.reason()).build();
    }
}
