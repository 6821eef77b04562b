package dev.paco.guarantees;

import java.time.Duration;

/** How much is broken: {@code mvn verify} does it in short, {@code mvn verify -Pchaos} at length. */
final class Chaos {

    private static final boolean LONG = "long".equals(System.getProperty("paco.chaos"));

    private Chaos() {}

    static boolean isLong() {
        return LONG;
    }

    /** How often each fault is injected. */
    static int rounds() {
        return LONG ? 3 : 1;
    }

    /** How long Postgres refuses connections. */
    static Duration refusal() {
        return LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(8);
    }

    /** How long a schedule of random kills goes on. */
    static Duration schedule() {
        return LONG ? Duration.ofMinutes(8) : Duration.ofSeconds(20);
    }
}
