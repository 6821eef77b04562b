package dev.paco.console.start;

import dev.paco.common.broker.BrokerLogin;
import dev.paco.common.database.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says once, when all has started, what is connected to what; never a password. */
@Component
final class ConnectionsLine implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(ConnectionsLine.class);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        log.info(
                "The console listens on port {}, and on {} for operators' tools; works with the brokers {} ({}) and {}",
                environment.getProperty("local.server.port"),
                environment.getProperty("local.management.port"),
                environment.getProperty("spring.kafka.bootstrap-servers"),
                BrokerLogin.of(environment::getProperty),
                DatabaseUrl.parse(environment.getProperty("DATABASE_URL")));
    }
}
