package dev.paco.console.database;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.database.JdbcConnections;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Configures both drivers from {@code DATABASE_URL}. Pages read through the pool, {@code spring.r2dbc.pool.*}; the operator's tools
 * and what works in the background open connections of their own.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    @Bean
    DatabaseUrl databaseUrl(Environment environment) {
        return DatabaseUrl.parse(environment.getProperty("DATABASE_URL"));
    }

    @Bean
    JdbcConnections jdbcConnections(DatabaseUrl url) {
        return JdbcConnections.to(url);
    }

    @Bean
    R2dbcConnectionDetails connectionDetails(DatabaseUrl url, PageQueryProperties properties) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.parse(url.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, url.username())
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT_TIMEOUT)
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, properties.statementTimeout())
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "paco-console")
                // A plan for any time range reads all conversations to find those of one day.
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, Map.of("plan_cache_mode", "force_custom_plan"));
        if (url.password() != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, url.password());
        }
        ConnectionFactoryOptions built = options.build();
        return () -> built;
    }
}
