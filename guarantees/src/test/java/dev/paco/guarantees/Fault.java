package dev.paco.guarantees;

import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import java.time.Duration;

/** A part that is struck, and put right again. */
enum Fault {
    WRITER_KILLED(Target.WRITER, Blow.KILL, 8),
    WRITER_PAUSED(Target.WRITER, Blow.PAUSE, 8),
    GATEWAY_KILLED(Target.GATEWAY, Blow.KILL, 6),
    GATEWAY_PAUSED(Target.GATEWAY, Blow.PAUSE, 8),
    BROKER_KILLED(Target.BROKER, Blow.KILL, 8),
    BROKER_PAUSED(Target.BROKER, Blow.PAUSE, 10),
    POSTGRES_KILLED(Target.POSTGRES, Blow.KILL, 5),
    POSTGRES_PAUSED(Target.POSTGRES, Blow.PAUSE, 5);

    private final Target target;
    private final Blow blow;
    private final int longestRecoverySeconds;

    Fault(Target target, Blow blow, int longestRecoverySeconds) {
        this.target = target;
        this.blow = blow;
        this.longestRecoverySeconds = longestRecoverySeconds;
    }

    void strike(Product product) {
        Part part = part(product);
        switch (blow) {
            case KILL -> part.kill();
            case PAUSE -> part.pause();
        }
    }

    void heal(Product product) {
        Part part = part(product);
        switch (blow) {
            case KILL -> part.start();
            case PAUSE -> part.resume();
        }
    }

    /** Whether others of its kind do its work meanwhile. */
    boolean hasStandIn() {
        return target != Target.POSTGRES;
    }

    /**
     * For how long some conversation may get no row: until others have taken over, else from the moment that the part is
     * there again. A gateway or broker that pauses is given up when the requests to it time out, after 5 s each.
     */
    Duration longestRecovery() {
        return Duration.ofSeconds(longestRecoverySeconds);
    }

    /** For how long some conversation may get no 2xx; a killed broker's leadership is taken over meanwhile. */
    Duration longestWithoutAnswer() {
        return Duration.ofSeconds(this == BROKER_KILLED ? 6 : 8);
    }

    private Part part(Product product) {
        return switch (target) {
            case WRITER -> product.writers().get(0);
            case GATEWAY -> product.gateways().get(0);
            case BROKER -> product.kafka().brokers().get(0);
            case POSTGRES -> product.postgres();
        };
    }

    private enum Target {
        WRITER,
        GATEWAY,
        BROKER,
        POSTGRES
    }

    private enum Blow {
        KILL,
        PAUSE
    }
}
