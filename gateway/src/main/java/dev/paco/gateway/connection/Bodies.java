package dev.paco.gateway.connection;

import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.problem.GatewayFullException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.http.codec.autoconfigure.HttpCodecsProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Reads the bodies of requests, all of them in here, so that their memory is bounded: one that says that it is too large is refused
 * before a byte of it is read, and what all requests hold until they are answered is counted as it comes. Thread-safe.
 */
@Component
public final class Bodies {

    /** All who need no token, together; no research id is empty. */
    private static final String NOBODY = "";

    private final BodyMemory memory;
    private final int largest;

    Bodies(BodyMemory memory, HttpCodecsProperties codecs) {
        this.memory = memory;
        this.largest = codecs.getMaxInMemorySize() == null
                ? Integer.MAX_VALUE
                : Math.toIntExact(codecs.getMaxInMemorySize().toBytes());
    }

    /**
     * Gives the whole body to {@code use}, and holds it until that has ended.
     *
     * @return what {@code use} gives; fails with {@link DataBufferLimitException} when the body is too large, with
     *     {@link GatewayFullException} when there is no room for it and with {@link ServerWebInputException} when it is empty
     */
    public <T> Mono<T> read(ServerWebExchange exchange, Function<byte[], Mono<T>> use) {
        return read(exchange, largest, use);
    }

    /** As {@link #read(ServerWebExchange, Function)}, where bodies may have other sizes than most. */
    public <T> Mono<T> read(ServerWebExchange exchange, int largest, Function<byte[], Mono<T>> use) {
        if (exchange.getRequest().getHeaders().getContentLength() > largest) {
            // What is not read cannot be told from a next request.
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            return Mono.error(new DataBufferLimitException("Content-Length exceeds " + largest));
        }
        Held held = new Held(holder(exchange));
        return DataBufferUtils.join(exchange.getRequest().getBody().handle(held::count), largest)
                .map(Bodies::bytes)
                .switchIfEmpty(Mono.error(() -> new ServerWebInputException("no body")))
                .flatMap(use)
                .doFinally(signal -> held.release());
    }

    /**
     * Gives the body to {@code sink} as it comes, and when all of it has come goes on with {@code then}; what is kept of it counts until that has
     * ended.
     */
    public <T> Mono<T> stream(ServerWebExchange exchange, BodySink sink, Supplier<Mono<T>> then) {
        Held held = new Held(holder(exchange));
        return exchange.getRequest()
                .getBody()
                .doOnNext(buffer -> held.pass(buffer, sink))
                .then(Mono.defer(then))
                .doFinally(signal -> held.release());
    }

    private static String holder(ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        return caller == null ? NOBODY : caller.researchId();
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private final class Held {

        private final AtomicLong bytes = new AtomicLong();
        private final String holder;

        Held(String holder) {
            this.holder = holder;
        }

        void count(DataBuffer buffer, SynchronousSink<DataBuffer> sink) {
            int size = buffer.readableByteCount();
            if (memory.tryAcquire(holder, size)) {
                bytes.addAndGet(size);
                sink.next(buffer);
            } else {
                DataBufferUtils.release(buffer);
                sink.error(new GatewayFullException());
            }
        }

        void pass(DataBuffer buffer, BodySink sink) {
            try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
                while (parts.hasNext()) {
                    hold(sink.take(parts.next()));
                }
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        private void hold(long kept) {
            int more = Math.toIntExact(kept - bytes.get());
            if (more > 0 && !memory.tryAcquire(holder, more)) {
                throw new GatewayFullException();
            }
            if (more < 0) {
                memory.release(holder, -more);
            }
            bytes.set(kept);
        }

        void release() {
            memory.release(holder, bytes.getAndSet(0));
        }
    }
}
