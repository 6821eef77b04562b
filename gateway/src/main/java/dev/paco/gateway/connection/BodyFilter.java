package dev.paco.gateway.connection;

import dev.paco.gateway.problem.GatewayFullException;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.http.codec.autoconfigure.HttpCodecsProperties;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Bounds the memory of bodies: one that says that it is too large is refused before a byte of it is read, and what all
 * requests hold until they are answered is counted as it comes.
 */
@Component
@Order(BodyFilter.BEFORE_ALL_THAT_READ)
final class BodyFilter implements WebFilter {

    static final int BEFORE_ALL_THAT_READ = -90;

    private final BodyMemory memory;
    private final long largest;
    private final ProblemResponses responses;

    BodyFilter(BodyMemory memory, HttpCodecsProperties codecs, ProblemResponses responses) {
        this.memory = memory;
        this.largest = codecs.getMaxInMemorySize() == null
                ? Long.MAX_VALUE
                : codecs.getMaxInMemorySize().toBytes();
        this.responses = responses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getHeaders().getContentLength() > largest) {
            // What is not read cannot be told from a next request.
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            return responses.write(
                    exchange.getResponse(),
                    Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than is accepted here"));
        }
        CountedRequest request = new CountedRequest(exchange.getRequest());
        return chain.filter(exchange.mutate().request(request).build()).doFinally(signal -> request.release());
    }

    private final class CountedRequest extends ServerHttpRequestDecorator {

        private final AtomicLong held = new AtomicLong();

        CountedRequest(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().handle(this::count);
        }

        void release() {
            memory.release(held.getAndSet(0));
        }

        private void count(DataBuffer buffer, SynchronousSink<DataBuffer> sink) {
            int bytes = buffer.readableByteCount();
            if (memory.tryAcquire(bytes)) {
                held.addAndGet(bytes);
                sink.next(buffer);
            } else {
                DataBufferUtils.release(buffer);
                sink.error(new GatewayFullException());
            }
        }
    }
}
