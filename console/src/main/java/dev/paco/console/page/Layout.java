package dev.paco.console.page;

import java.util.stream.Stream;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the layout needs to know of a request. */
final class Layout {

    private Layout() {}

    /** The first part of the path, which tells the section. */
    static String section(ServerWebExchange exchange) {
        return Stream.of(exchange.getRequest().getPath().value().split("/"))
                .filter(part -> !part.isEmpty())
                .findFirst()
                .map(part -> "/" + part)
                .orElse("/");
    }

    /** The token for the hidden field of forms, which Thymeleaf then adds by itself; empty where there is none. */
    static Mono<CsrfToken> csrfToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null
                ? Mono.empty()
                : token.doOnSuccess(found ->
                        exchange.getAttributes().put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, found));
    }
}
