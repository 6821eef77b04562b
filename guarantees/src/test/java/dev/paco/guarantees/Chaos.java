package dev.paco.guarantees;

import java.time.Duration;

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

    /** How long Postgres refuses connections. */
    static Duration refusal() {
        return LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(8);
    }

    /** How long a recovery may take: what is promised, or thrice that on a machine that does other things, too. */
    static Duration tolerated(Duration promised) {
        return LONG ? promised : promised.multipliedBy(3);
    }
}
