package dev.paco.consumer.health;

import dev.paco.consumer.write.WriterState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the last batch was written; down with the reason while one is tried again. Never waits. */
@Component("writerHealthIndicator")
final class WriterHealthIndicator implements HealthIndicator {

    private final WriterState state;

    WriterHealthIndicator(WriterState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        String trouble = state.trouble();
        return trouble == null
                ? Health.up().build()
                : Health.down().withDetail("reason", trouble).build();
    }
}
