package dev.paco.guarantees;

import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;

/** A part that is struck, and put right again. */
enum Fault {
    WRITER_KILLED(Target.WRITER, Blow.KILL),
    WRITER_PAUSED(Target.WRITER, Blow.PAUSE),
    GATEWAY_KILLED(Target.GATEWAY, Blow.KILL),
    GATEWAY_PAUSED(Target.GATEWAY, Blow.PAUSE),
    BROKER_KILLED(Target.BROKER, Blow.KILL),
    BROKER_PAUSED(Target.BROKER, Blow.PAUSE),
    POSTGRES_KILLED(Target.POSTGRES, Blow.KILL),
    POSTGRES_PAUSED(Target.POSTGRES, Blow.PAUSE);

    private final Target target;
    private final Blow blow;

    Fault(Target target, Blow blow) {
        this.target = target;
        this.blow = blow;
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
