package dev.paco.consumer.database;

import dev.paco.common.database.DatabaseUrl;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.Map;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the driver from {@code DATABASE_URL}; the pool is Boot's, {@code spring.r2dbc.pool.*}. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * Statements are planned once for each connection: that takes longer than writing a few rows. Such a plan must serve tables of any
     * size, whatever theirs was at that time, so it looks up each row by an index and never reads a table or an index whole.
     */
    private static final Map<String, String> PLANNING = Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "jit", "off");

    @Bean
    DatabaseUrl databaseUrl(Environment environment) {
        return DatabaseUrl.parse(environment.getProperty("DATABASE_URL"));
    }

    @Bean
    JdbcConnections jdbcConnections(DatabaseUrl url) {
        return JdbcConnections.to(url);
    }

    @Bean
    R2dbcConnectionDetails connectionDetails(DatabaseUrl url, DatabaseProperties properties) {
        ConnectionFactoryOptions built = options(url, properties).build();
        return () -> built;
    }

    @Bean
    ConnectionFactoryDecorator livelyConnections() {
        return LivelyConnections::new;
    }

    /** How the driver connects to {@code url}. */
    static ConnectionFactoryOptions.Builder options(DatabaseUrl url, DatabaseProperties properties) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.parse(url.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, url.username())
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, properties.connectTimeout())
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, properties.statementTimeout())
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "paco-consumer")
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, PLANNING)
                .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new ColumnArrayCodec()));
        if (url.password() != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, url.password());
        }
        return options;
    }
}
