package dev.paco.gateway.elevenlabs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Meters of webhooks. */
@Component
final class WebhookMetrics {

    private final Map<WebhookResult, Counter> results = new EnumMap<>(WebhookResult.class);

    WebhookMetrics(MeterRegistry registry) {
        for (WebhookResult result : WebhookResult.values()) {
            results.put(
                    result,
                    Counter.builder("paco.gateway.webhooks")
                            .description("ElevenLabs' webhooks by what became of them")
                            .tag("result", result.code())
                            .register(registry));
        }
    }

    /** A webhook whose signature holds was dealt with. */
    void received(WebhookResult result) {
        Objects.requireNonNull(results.get(result)).increment();
    }
}
