package dev.paco.gateway.connection;

import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemMetrics;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets the time limits of the server's connections. */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final ConnectionProperties properties;
    private final ProblemMetrics metrics;

    ConnectionLimits(ConnectionProperties properties, ProblemMetrics metrics) {
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.idleTimeout(properties.idle())
                .doOnChannelInit((observer, channel, remote) ->
                        RequestDeadline.watch(channel.pipeline(), properties, this::refused)));
    }

    private void refused() {
        metrics.refused(ProblemCode.REQUEST_TIMEOUT);
    }
}
