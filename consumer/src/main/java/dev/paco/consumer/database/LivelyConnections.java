package dev.paco.consumer.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Connections that answer the pool's question whether they are alive without asking the database, for a second after they were. A
 * question costs as much as a small statement. One that hangs takes longer than a second to be given up, so it never comes back
 * from the pool.
 */
final class LivelyConnections implements ConnectionFactory {

    private static final Duration CREDIBLE = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final LongSupplier nanoTime;

    LivelyConnections(ConnectionFactory connections) {
        this(connections, System::nanoTime);
    }

    LivelyConnections(ConnectionFactory connections, LongSupplier nanoTime) {
        this.connections = connections;
        this.nanoTime = nanoTime;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(connections.create()).map(connection -> (Connection) Proxy.newProxyInstance(
                LivelyConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Lively(connection, nanoTime)));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    /** A connection is used by one after the other. */
    private static final class Lively implements InvocationHandler {

        private final Connection connection;
        private final LongSupplier nanoTime;
        private volatile long seen;

        private Lively(Connection connection, LongSupplier nanoTime) {
            this.connection = connection;
            this.nanoTime = nanoTime;
            this.seen = nanoTime.getAsLong();
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && arguments[0] == ValidationDepth.REMOTE) {
                return validate();
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private Publisher<Boolean> validate() {
            if (nanoTime.getAsLong() - seen < CREDIBLE.toNanos()) {
                return connection.validate(ValidationDepth.LOCAL);
            }
            return Mono.from(connection.validate(ValidationDepth.REMOTE))
                    .doOnNext(alive -> seen = nanoTime.getAsLong());
        }
    }
}
