package dev.paco.consumer.start;

import dev.paco.common.broker.BrokerLogin;
import dev.paco.common.database.DatabaseUrl;
import dev.paco.common.topic.PacoTopic;
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
                "The writer listens on port {} for operators; reads {} of the brokers {} ({}); writes to {}",
                environment.getProperty("local.server.port"),
                PacoTopic.MESSAGES.name(),
                environment.getProperty("spring.kafka.bootstrap-servers"),
                BrokerLogin.of(environment::getProperty),
                DatabaseUrl.parse(environment.getProperty("DATABASE_URL")));
    }
}
