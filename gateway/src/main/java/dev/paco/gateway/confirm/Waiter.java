package dev.paco.gateway.confirm;

import dev.paco.common.event.Confirmation;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One request that waits for its row. Its time is looked at from outside: a timer for each would cost more than waiting does. Thread-safe. */
final class Waiter {

    private final Sinks.One<Confirmation> sink = Sinks.one();
    private final long limitNanos;
    private volatile boolean waits;
    private volatile long since;

    Waiter(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** The confirmation, or nothing when it is let go before; its time begins with the subscription. */
    Mono<Confirmation> confirmed() {
        return Mono.defer(() -> {
            since = System.nanoTime();
            waits = true;
            return sink.asMono();
        });
    }

    boolean isOverdue(long now) {
        return waits && now - since >= limitNanos;
    }

    void tell(Confirmation confirmation) {
        sink.tryEmitValue(confirmation);
    }

    void letGo() {
        sink.tryEmitEmpty();
    }
}
