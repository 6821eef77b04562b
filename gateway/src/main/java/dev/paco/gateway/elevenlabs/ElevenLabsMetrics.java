package dev.paco.gateway.elevenlabs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Meters of what comes from ElevenLabs. */
@Component
final class ElevenLabsMetrics {

    private final Map<WebhookResult, Counter> results = new EnumMap<>(WebhookResult.class);
    private final Counter lostTurns;

    ElevenLabsMetrics(MeterRegistry registry) {
        for (WebhookResult result : WebhookResult.values()) {
            results.put(
                    result,
                    Counter.builder("paco.gateway.webhooks")
                            .description("ElevenLabs' webhooks whose signature holds, by what became of them")
                            .tag("result", result.code())
                            .register(registry));
        }
        lostTurns = Counter.builder("paco.gateway.transcript.turns.lost")
                .description("Turns of transcripts that no record has room for")
                .register(registry);
    }

    /** A webhook whose signature holds was dealt with. */
    void received(WebhookResult result) {
        Objects.requireNonNull(results.get(result)).increment();
    }

    /** Turns of a transcript, fetched or sent, were left out. */
    void lost(long turns) {
        lostTurns.increment((double) turns);
    }
}
