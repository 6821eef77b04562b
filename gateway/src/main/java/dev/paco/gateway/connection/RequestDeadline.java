package dev.paco.gateway.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose request trickles in, with an answer where none was given yet. The server's own limits begin
 * anew with every byte, begin when the headers are complete, or leave no time for an answer. One for each connection;
 * runs on its event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-408-request-timeout">RFC 9110, section 15.5.9</a>
 */
final class RequestDeadline {

    private static final String BODY = "{\"type\":\"urn:paco:problem:request_timeout\",\"title\":\"Request timeout\","
            + "\"status\":408,\"detail\":\"The request did not arrive in time\",\"code\":\"request_timeout\"}";
    private static final String ANSWER = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n"
            + "Content-Type: application/problem+json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private static final String WEBHOOKS = "/api/v1/webhooks/";

    private final Duration headers;
    private final Duration body;
    private final Duration webhookBody;
    private final Runnable refused;
    private boolean insideRequest;
    private boolean answered;
    private @Nullable ScheduledFuture<?> deadline;

    private RequestDeadline(ConnectionProperties properties, Runnable refused) {
        this.headers = properties.headers();
        this.body = properties.body();
        this.webhookBody = properties.webhookBody();
        this.refused = refused;
    }

    /** Watches the connection of {@code pipeline}, which must speak HTTP/1.1. */
    static void watch(ChannelPipeline pipeline, ConnectionProperties properties, Runnable refused) {
        RequestDeadline watch = new RequestDeadline(properties, refused);
        pipeline.addBefore(NettyPipeline.HttpCodec, "paco-request-bytes", watch.new Bytes());
        pipeline.addAfter(NettyPipeline.HttpCodec, "paco-request-parts", watch.new Parts());
    }

    private void begin(ChannelHandlerContext context, Duration limit) {
        end();
        deadline = context.executor().schedule(() -> refuse(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void refuse(ChannelHandlerContext context) {
        deadline = null;
        refused.run();
        ChannelHandlerContext bytes = context.pipeline().context(Bytes.class);
        if (answered || bytes == null) {
            var unused = context.close();
        } else {
            var unused = bytes.writeAndFlush(Unpooled.copiedBuffer(ANSWER, US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Sees bytes before they are decoded, and after they are encoded. */
    private final class Bytes extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
            if (!insideRequest && deadline == null) {
                answered = false;
                begin(context, headers);
            }
            super.channelRead(context, bytes);
        }

        @Override
        public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) throws Exception {
            answered = true;
            super.write(context, bytes, promise);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            end();
            super.channelInactive(context);
        }
    }

    /** Sees what the bytes were. */
    private final class Parts extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) throws Exception {
            if (part instanceof HttpRequest request) {
                insideRequest = true;
                begin(context, request.uri().startsWith(WEBHOOKS) ? webhookBody : body);
            }
            if (part instanceof LastHttpContent) {
                insideRequest = false;
                end();
            }
            super.channelRead(context, part);
        }
    }
}
