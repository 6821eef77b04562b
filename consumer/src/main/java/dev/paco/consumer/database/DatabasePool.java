package dev.paco.consumer.database;

import dev.paco.common.database.DatabaseUrl;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** The writer's connections outside of an application, with the settings that its pool has inside. */
public final class DatabasePool implements AutoCloseable {

    private static final Duration ACQUIRE = Duration.ofSeconds(5);
    private static final Duration VALIDATE = Duration.ofSeconds(2);

    private final ConnectionPool pool;

    private DatabasePool(ConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Opens none yet.
     *
     * @param size how many there may be
     * @param schema where tables without a schema's name are; null for the role's own search path
     */
    public static DatabasePool to(DatabaseUrl url, DatabaseProperties properties, int size, @Nullable String schema) {
        ConnectionFactoryOptions.Builder options = DatabaseConfiguration.options(url, properties);
        if (schema != null) {
            options.option(PostgresqlConnectionFactoryProvider.SCHEMA, schema);
        }
        return new DatabasePool(new ConnectionPool(
                ConnectionPoolConfiguration.builder(new LivelyConnections(ConnectionFactories.get(options.build())))
                        .initialSize(0)
                        .maxSize(size)
                        .maxAcquireTime(ACQUIRE)
                        .maxCreateConnectionTime(ACQUIRE)
                        .maxValidationTime(VALIDATE)
                        .validationDepth(ValidationDepth.REMOTE)
                        .build()));
    }

    /** For a store's statements. */
    public DatabaseClient client() {
        return DatabaseClient.create(pool);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
