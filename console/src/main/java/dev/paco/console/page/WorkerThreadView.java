package dev.paco.console.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveView;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Fills templates in on threads that may block: the first time, they are read from the class path. */
public final class WorkerThreadView extends ThymeleafReactiveView {

    @Override
    public Mono<Void> render(
            @Nullable Map<String, ?> model, @Nullable MediaType contentType, ServerWebExchange exchange) {
        return Mono.defer(() -> super.render(model, contentType, exchange)).subscribeOn(Schedulers.boundedElastic());
    }
}
