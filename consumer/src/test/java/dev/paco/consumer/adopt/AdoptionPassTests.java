package dev.paco.consumer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.database.JdbcConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdoptionPassTests {

    @Test
    void anOutageIsCountedAndEndsNoLaterPass() {
        AdoptProperties properties = new AdoptProperties(Duration.ofMillis(20), 100);
        JdbcConnections nowhere =
                JdbcConnections.to(DatabaseUrl.parse("postgresql://paco:secret@127.0.0.1:1/paco?sslmode=disable"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AdoptionPass pass =
                new AdoptionPass(new LegacyRowAdopter(nowhere, properties), properties, new AdoptMetrics(registry));
        pass.start();
        await().until(() -> registry.counter("paco.consumer.adopt.failures").count() >= 2);
        assertThat(pass.isRunning()).isTrue();
        pass.stop();
    }
}
