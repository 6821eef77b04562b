package dev.paco.gateway.overload;

import dev.paco.gateway.connection.EventLoops;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The rounds of all event loops that requests come from. Thread-safe. */
@Component
final class Rounds {

    private static final long PERIOD_MILLIS = 20;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<EventLoop, Round> rounds = new ConcurrentHashMap<>();
    private final long limitNanos;

    Rounds(OverloadProperties properties, MeterRegistry registry) {
        this.limitNanos = properties.maxRound().toNanos();
        Gauge.builder("paco.gateway.overload.round", rounds, Rounds::longest)
                .description("How long the slowest event loop took to come round to all that waited for it")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Whether {@code exchange}, that its event loop has just come to, has waited too long. */
    boolean isLate(ServerWebExchange exchange) {
        EventLoop loop = EventLoops.loop(exchange);
        return loop != null && rounds.computeIfAbsent(loop, Rounds::watch).isLate(limitNanos, System.nanoTime());
    }

    private static Round watch(EventLoop loop) {
        Round round = new Round(System.nanoTime());
        var unused = loop.scheduleWithFixedDelay(round, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return round;
    }

    private static double longest(Map<EventLoop, Round> rounds) {
        return rounds.values().stream().mapToLong(Round::lastNanos).max().orElse(0) / NANOS;
    }
}
