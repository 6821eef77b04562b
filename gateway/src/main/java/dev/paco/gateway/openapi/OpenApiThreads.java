package dev.paco.gateway.openapi;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes the documentation off the event loops: it reads the class path. */
@Component
final class OpenApiThreads implements WebFilter {

    private static final List<PathPattern> DOCUMENTATION = Stream.of(
                    "/v3/api-docs/**", "/docs/**", "/webjars/**", "/swagger-ui/**")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> handled = chain.filter(exchange);
        return isDocumentation(exchange.getRequest().getPath().pathWithinApplication())
                ? handled.subscribeOn(Schedulers.boundedElastic())
                : handled;
    }

    private static boolean isDocumentation(PathContainer path) {
        return !path.value().startsWith("/api/") && DOCUMENTATION.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
