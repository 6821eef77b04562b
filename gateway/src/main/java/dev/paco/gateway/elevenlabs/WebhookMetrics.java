package dev.paco.gateway.elevenlabs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Meters of webhooks. */
@Component
final class WebhookMetrics {

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A webhook whose signature holds was dealt with. */
    void received(String result) {
        Counter.builder("paco.gateway.webhooks")
                .description("ElevenLabs' webhooks by what became of them")
                .tag("result", result)
                .register(registry)
                .increment();
    }
}
