package dev.paco.consumer.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LivelyConnectionsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Object> asked = new ArrayList<>();
    private boolean alive = true;
    private long now;

    @Test
    void theDatabaseIsAskedOnlyWhenItWasSilentForASecond() {
        Connection connection =
                Objects.requireNonNull(Mono.from(new LivelyConnections(new Connections(), () -> now).create())
                        .block(PATIENCE));

        validate(connection, true);
        now = Duration.ofMillis(1_001).toNanos();
        validate(connection, true);
        now = Duration.ofMillis(1_900).toNanos();
        validate(connection, true);
        now = Duration.ofSeconds(3).toNanos();
        alive = false;
        validate(connection, false);

        assertThat(asked)
                .containsExactly(
                        ValidationDepth.LOCAL, ValidationDepth.REMOTE, ValidationDepth.LOCAL, ValidationDepth.REMOTE);
    }

    private static void validate(Connection connection, boolean expected) {
        StepVerifier.create(connection.validate(ValidationDepth.REMOTE))
                .expectNext(expected)
                .expectComplete()
                .verify(PATIENCE);
    }

    private final class Connections implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.just((Connection) Proxy.newProxyInstance(
                    Connections.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        asked.add(arguments[0]);
                        return Mono.just(alive);
                    }));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "fake";
        }
    }
}
