package dev.paco.console.connection;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets the time limits of the server's connections, so that none is kept by who sends nothing. Answers take as long as they do. */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final ConnectionProperties properties;

    ConnectionLimits(ConnectionProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.idleTimeout(properties.idle())
                .readTimeout(properties.read())
                .requestTimeout(properties.body()));
    }
}
