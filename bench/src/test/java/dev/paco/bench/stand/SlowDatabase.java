package dev.paco.bench.stand;

import dev.paco.common.database.DatabaseUrl;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The stand's Postgres as if it were far away: whatever it says arrives later. */
public final class SlowDatabase implements AutoCloseable {

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final String url;

    private SlowDatabase(String postgres, Duration latency) {
        URI target = URI.create(DatabaseUrl.parse(postgres).jdbcUrl().substring("jdbc:".length()));
        server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client, target, latency);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        url = postgres.replace(":" + target.getPort() + "/", ":" + port + "/");
    }

    static SlowDatabase of(String postgres, Duration latency) {
        return new SlowDatabase(postgres, latency);
    }

    /** For {@code DATABASE_URL}. */
    public String url() {
        return url;
    }

    private static void connect(Channel client, URI target, Duration latency) {
        var unused = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Forward(client, latency))
                .connect(target.getHost(), target.getPort())
                .addListener((io.netty.channel.ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        client.pipeline().addLast(new Forward(connected.channel(), Duration.ZERO));
                        client.config().setAutoRead(true);
                    } else {
                        var unusedClose = client.close();
                    }
                });
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Hands on what it reads, in order, each a while later. */
    private static final class Forward extends ChannelInboundHandlerAdapter {

        private final Channel to;
        private final long nanos;

        Forward(Channel to, Duration latency) {
            this.to = to;
            this.nanos = latency.toNanos();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (nanos == 0) {
                handOn(bytes);
                return;
            }
            var unused = context.executor().schedule(() -> handOn(bytes), nanos, TimeUnit.NANOSECONDS);
        }

        private void handOn(Object bytes) {
            if (to.isActive()) {
                var unused = to.writeAndFlush(bytes);
            } else {
                ReferenceCountUtil.release(bytes);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var unused = to.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
