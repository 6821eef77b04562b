package dev.paco.gateway.admission;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * One question to every request. Asked on event loops, in the order of {@code @Order}, whose numbers are the constants
 * here; it must neither wait nor read the body.
 */
public interface AdmissionCheck {

    int ORIGIN = 10;
    int PATH = 20;
    int ADDRESS = 30;
    int TOKEN = 40;
    int LOAD = 45;
    int PARTICIPANT = 50;
    int BODY = 60;

    /**
     * The answer that ends the request here; null lets it pass. Attributes of the request and headers of the response may be
     * set in both cases.
     */
    @Nullable
    Mono<Void> answer(ServerWebExchange exchange);
}
