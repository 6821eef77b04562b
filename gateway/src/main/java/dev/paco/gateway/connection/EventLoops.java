package dev.paco.gateway.connection;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Brings what happens elsewhere back to the event loop of a request's connection. An answer that is written there costs that loop alone;
 * written on a thread of Kafka's client it would hold up all other answers. Thread-safe.
 */
@Component
public final class EventLoops {

    private final Map<Executor, Scheduler> schedulers = new ConcurrentHashMap<>();

    /** Runs what it is given on the event loop that {@code exchange} came from. */
    public Scheduler of(ServerWebExchange exchange) {
        EventLoop loop = loop(exchange);
        return loop != null ? schedulers.computeIfAbsent(loop, Schedulers::fromExecutor) : Schedulers.immediate();
    }

    /** The event loop that {@code exchange} came from; null where no server is, as in tests of a part. */
    public static @Nullable EventLoop loop(ServerWebExchange exchange) {
        return ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof Connection connection
                ? connection.channel().eventLoop()
                : null;
    }
}
