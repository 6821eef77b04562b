package dev.paco.gateway.overload;

import dev.paco.gateway.connection.EventLoops;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The rounds of all event loops that requests come from. Thread-safe. */
@Component
final class Rounds {

    private static final long PERIOD_MILLIS = 20;

    private final Map<EventLoop, Round> rounds = new ConcurrentHashMap<>();
    private final long limitNanos;

    Rounds(OverloadProperties properties, OverloadMetrics metrics) {
        this.limitNanos = properties.maxRound().toNanos();
        metrics.watch(rounds);
    }

    /**
     * Whether {@code exchange}, a save that its event loop has just come to, has waited too long for others to wait for it, too: who sends
     * much less than others is not what the loop is late for.
     */
    boolean areLateFor(ServerWebExchange exchange, String researchId) {
        EventLoop loop = EventLoops.loop(exchange);
        if (loop == null) {
            return false;
        }
        Round round = rounds.computeIfAbsent(loop, Rounds::watch);
        round.came(researchId);
        return round.isLate(limitNanos, System.nanoTime()) && round.isBusyWith(researchId);
    }

    private static Round watch(EventLoop loop) {
        Round round = new Round(System.nanoTime());
        var unused = loop.scheduleWithFixedDelay(round, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return round;
    }
}
