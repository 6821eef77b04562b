package dev.paco.standalone;

import java.util.List;
import java.util.stream.Stream;

/** What a Prometheus reads of the running pipeline. */
final class MeterPages {

    private final Client gateway;
    private final Client consumer;
    private final Client console;

    MeterPages(int gatewayPort, int consumerPort, int consolePort, String databaseUrl) {
        this.gateway = new Client("http://localhost:" + gatewayPort, databaseUrl);
        this.consumer = new Client("http://localhost:" + consumerPort, databaseUrl);
        this.console = new Client("http://localhost:" + consolePort, databaseUrl);
    }

    /** What the gateway shows now. */
    Exposition gateway() {
        return read(gateway);
    }

    /** What the writer shows now. */
    Exposition consumer() {
        return read(consumer);
    }

    /** What all show now. */
    List<Exposition> all() {
        return Stream.of(gateway, consumer, console).map(MeterPages::read).toList();
    }

    private static Exposition read(Client client) {
        return Exposition.of(client.get("/actuator/prometheus").body());
    }
}
