package dev.paco.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A number of connections to one address, on one thread, so that most of the machine is left to what is measured. One request at a
 * time on each connection. A request that is due while the one before it has no answer waits, and that counts: latencies are
 * corrected for coordinated omission.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final URI address;
    private final int connections;
    private final Requests requests;

    /** Will send {@code requests} to {@code address} on {@code connections}. */
    public LoadGenerator(URI address, int connections, Requests requests) {
        this.address = address;
        this.connections = connections;
        this.requests = requests;
    }

    /** As fast as it is answered: first for {@code warmUp}, which is not counted, then for {@code duration}. Blocks. */
    public LoadResult closed(Duration warmUp, Duration duration) {
        return run(Schedule.CLOSED, warmUp, duration);
    }

    /** {@code perSecond} requests, however slowly they are answered. Blocks. */
    public LoadResult open(double perSecond, Duration warmUp, Duration duration) {
        return run(Schedule.open(perSecond, connections), warmUp, duration);
    }

    private LoadResult run(Schedule schedule, Duration warmUp, Duration duration) {
        Measurement measurement = new Measurement();
        List<Channel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                channels.add(connect(new Speaker(i, schedule, requests, measurement)));
            }
            sleep(warmUp);
            measurement.begin();
            sleep(duration);
            measurement.end();
            return measurement.result();
        } finally {
            channels.forEach(channel -> channel.close().awaitUninterruptibly(LAST_ANSWERS.toMillis()));
        }
    }

    private Channel connect(Speaker speaker) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), speaker);
                    }
                })
                .connect(address.getHost(), address.getPort())
                .syncUninterruptibly()
                .channel();
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
