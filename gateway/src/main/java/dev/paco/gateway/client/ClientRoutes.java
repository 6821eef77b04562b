package dev.paco.gateway.client;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves the browser library below {@code /client/}. */
@Configuration(proxyBeanMethods = false)
class ClientRoutes {

    @Bean
    RouterFunction<ServerResponse> routeClient() {
        return StaticFiles.of(
                        ClientRoutes.class,
                        "client",
                        "paco-sync.js",
                        "paco-sync.d.ts",
                        "backoff.js",
                        "elevenlabs.js",
                        "gateway.js",
                        "outbox.js")
                .routes(HttpHeaders.EMPTY);
    }
}
