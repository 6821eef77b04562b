package dev.paco.console.job;

import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.operate.OperatorTools;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The operator's tools, from the console's own environment; they connect when they are used. */
@Configuration(proxyBeanMethods = false)
class JobTools {

    private static final String CLIENT_ID = "paco-console";

    @Bean
    LogClients logClients(Environment environment) {
        return LogClients.of(environment, CLIENT_ID);
    }

    @Bean
    OperatorTools operatorTools(Environment environment, LogClients log) {
        return new OperatorTools(environment, log);
    }
}
