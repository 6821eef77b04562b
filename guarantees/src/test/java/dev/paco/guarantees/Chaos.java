package dev.paco.guarantees;

import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import java.time.Duration;
import java.util.List;

/** How much is broken: {@code mvn verify} does it in short, {@code mvn verify -Pchaos} at length. */
final class Chaos {

    /** How long parts are killed at random. */
    static final Duration SCHEDULE = Duration.ofMinutes(8);

    private static final boolean LONG = "long".equals(System.getProperty("paco.chaos"));

    private Chaos() {}

    /** How often each fault is injected. */
    static int rounds() {
        return LONG ? 3 : 1;
    }

    /** How long each speaker waits between two messages; starting everything again is what takes the processors. */
    static Duration pace() {
        return LONG ? Duration.ofMillis(15) : Duration.ofMillis(300);
    }

    /** As {@link #pace}, while several parts start at a time. */
    static Duration paceOfRestarts() {
        return LONG ? pace() : Duration.ofMillis(900);
    }

    /** How long Postgres refuses connections. */
    static Duration refusal() {
        return LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(8);
    }

    /** A rolling restart: everything, one part at a time; in short two at a time, without the writers, which were just replaced. */
    static List<List<Part>> waves(Product product) {
        if (LONG) {
            return product.parts().stream().map(List::of).toList();
        }
        List<Part> brokers = product.kafka().brokers();
        return List.of(
                List.of(brokers.get(1), product.gateways().get(0)),
                List.of(product.postgres(), product.gateways().get(1)));
    }

    /** How long a recovery may take: what is promised, or thrice that on a machine that does other things, too. */
    static Duration tolerated(Duration promised) {
        return LONG ? promised : promised.multipliedBy(3);
    }
}
