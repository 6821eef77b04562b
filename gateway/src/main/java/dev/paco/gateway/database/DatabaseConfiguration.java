package dev.paco.gateway.database;

import dev.paco.common.database.DatabaseUrl;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the driver from {@code DATABASE_URL}; the pool is Boot's, {@code spring.r2dbc.pool.*}. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    R2dbcConnectionDetails connectionDetails(Environment environment) {
        DatabaseUrl url = DatabaseUrl.parse(environment.getProperty("DATABASE_URL"));
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.parse(url.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, url.username())
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT_TIMEOUT)
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, STATEMENT_TIMEOUT)
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "paco-gateway");
        if (url.password() != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, url.password());
        }
        ConnectionFactoryOptions built = options.build();
        return () -> built;
    }
}
