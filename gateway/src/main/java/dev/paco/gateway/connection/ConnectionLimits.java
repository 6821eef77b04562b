package dev.paco.gateway.connection;

import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemMetrics;
import dev.paco.gateway.problem.ProblemResponses;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/** Sets the time limits of the server's connections. */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final String REQUEST_FORM = "paco-request-form";

    private final ConnectionProperties properties;
    private final ProblemMetrics metrics;
    private final ProblemResponses problems;

    ConnectionLimits(ConnectionProperties properties, ProblemMetrics metrics, ProblemResponses problems) {
        this.problems = problems;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.idleTimeout(properties.idle())
                .doOnChannelInit((observer, channel, remote) -> watch(channel.pipeline())));
    }

    /** Once, also where the actuator has no port of its own. */
    private void watch(ChannelPipeline pipeline) {
        if (pipeline.get(REQUEST_FORM) == null) {
            RequestDeadline.watch(pipeline, properties, this::refused);
            pipeline.addAfter(NettyPipeline.HttpCodec, REQUEST_FORM, new RequestForm(problems));
        }
    }

    private void refused() {
        metrics.refused(ProblemCode.REQUEST_TIMEOUT);
    }
}
