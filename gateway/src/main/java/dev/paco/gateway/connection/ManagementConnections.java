package dev.paco.gateway.connection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Sets the same limits for the port of the actuator, which is a server in a context of its own. Imported there by the
 * actuator; without an annotation, so that it is not found by the gateway's own scan. Other
 * applications of this JVM import it, too, and have no such limits.
 */
class ManagementConnections {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> managementConnectionLimits(
            ObjectProvider<ConnectionLimits> limits) {
        return factory -> limits.ifAvailable(set -> set.customize(factory));
    }
}
